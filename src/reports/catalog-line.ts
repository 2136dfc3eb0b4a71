import type { Catalog } from "../catalog/index.js";
import { formatDay } from "../meters/index.js";

/** What every report says of the prices it stands on: `Catalog: commit 1a2b3c4, prices checked until 2026-11-20.` */
export function catalogLine(catalog: Catalog): string {
  const { git, checked, contentHash, layers } = catalog;
  const version =
    git === null
      ? `content ${contentHash.slice(0, 12)}`
      : `commit ${git.commit.slice(0, 12)}${git.dirty ? " and changes since" : ""}`;
  const until = checked === null ? "" : `, prices checked until ${formatDay(checked)}`;
  const overlays = layers.length > 1 ? `, with ${layers.slice(1).join(", ")} laid over it` : "";
  return `Catalog: ${version}${until}${overlays}.`;
}
