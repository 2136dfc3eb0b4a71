export * from "./format.js";
export * from "./line.js";
