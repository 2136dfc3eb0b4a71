export * from "./finding.js";
export * from "./suggest.js";
