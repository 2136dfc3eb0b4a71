export * from "./event.js";
export { exportRecord } from "./export-record.js";
export {
  API_FLAVORS,
  type ApiFlavor,
  type Extracted,
  type Extraction,
  type ExtractionError,
  type ExtractOptions,
} from "./extractors/extraction.js";
export { detectApi, extractStreamUsage, extractUsage } from "./extractors/index.js";
export { maskSecrets } from "./secrets.js";
export * from "./source.js";
export { detectSource, sourceOfId, USAGE_SOURCES } from "./sources/index.js";
export { totalsOf } from "./totals.js";
