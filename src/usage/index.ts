export * from "./event.js";
export { exportRecord } from "./export-record.js";
export { maskSecrets } from "./secrets.js";
export * from "./source.js";
export { detectSource, sourceOfId, USAGE_SOURCES } from "./sources/index.js";
export { totalsOf } from "./totals.js";
