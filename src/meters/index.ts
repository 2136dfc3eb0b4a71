export * from "./dimensions.js";
export * from "./intervals.js";
export * from "./meter.js";
export * from "./names.js";
export * from "./time.js";
export * from "./usage.js";
