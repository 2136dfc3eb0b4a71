import { meter } from "../../meters/index.js";

/** The text meters that prices are compared by. */
export const INPUT = meter("uncached_input");
export const OUTPUT = meter("output");
export const CACHE_READ = meter("cache_read");
export const WRITE_5M = meter("cache_write_5m");
export const WRITE_1H = meter("cache_write_1h");

/** Uncached input and cache reads of each modality, text first. */
export const MODALITY_KEYS = ["", "_audio", "_image", "_video"].map((modality) => ({
  input: meter(`uncached_input${modality}`),
  read: meter(`cache_read${modality}`),
}));
