export * from "./amount.js";
export * from "./columns.js";
export * from "./detect.js";
export * from "./format.js";
export { INVOICE_FORMATS } from "./formats/index.js";
export * from "./line.js";
