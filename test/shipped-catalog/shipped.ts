import { fileURLToPath } from "node:url";
import type { Catalog } from "../../src/catalog/index.js";
import { readCatalog } from "../../src/files/catalog-folder.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The catalog that the package ships, as `validate` reads it. */
export async function shippedCatalog(): Promise<Catalog> {
  const { catalog, findings } = await readCatalog("catalog", { cwd: ROOT });
  if (catalog === null) throw new Error(findings.map(({ message }) => message).join("\n"));
  return catalog;
}
