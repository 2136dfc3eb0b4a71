export * from "./currency.js";
export * from "./decimal.js";
export * from "./json.js";
export * from "./money.js";
export * from "./parse.js";
export { exactQuotient, quotientDown, quotientHalfEven, roundHalfEven } from "./rounding.js";
