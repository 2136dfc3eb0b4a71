export { describeConditions } from "./conditions.js";
export * from "./cost.js";
export { planOf } from "./plan.js";
export { price, priceOffer } from "./price.js";
export type { PriceConditions, PriceOptions, PriceRequest, Quantity } from "./request.js";
export { defaultCurrency, setInForce } from "./set-in-force.js";
