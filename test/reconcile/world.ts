export * from "./world/anthropic-bill.js";
export * from "./world/catalog.js";
export * from "./world/csv.js";
export * from "./world/events.js";
export * from "./world/hold.js";
export * from "./world/openai-bill.js";
