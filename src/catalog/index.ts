export * from "./catalog.js";
export * from "./model.js";
export * from "./policy.js";
export * from "./price-set.js";
export * from "./provider.js";
export * from "./waiver.js";
