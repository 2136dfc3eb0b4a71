import * as z from "zod";
import { object } from "./object.js";
import { instant, text } from "./scalars.js";

export const waivers = z.array(object({ rule: text, reason: text })).optional();

/** A name alone, or with the time in which it means this entry. */
export const datedName = z.union([text, object({ name: text, from: instant.optional(), until: instant.optional() })]);

export type RawWaivers = z.infer<typeof waivers>;
export type RawDatedName = z.infer<typeof datedName>;
