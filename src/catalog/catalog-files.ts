/** One text of a catalog. `path` is as a person would type it; its last parts say what the file is. */
export interface CatalogText {
  readonly path: string;
  readonly text: string;
}

export type CatalogFileKind = "provider" | "models" | "policy";

const KINDS: readonly [RegExp, CatalogFileKind][] = [
  [/(?:^|\/)providers\/[^/]+\.(?:ya?ml|json)$/, "provider"],
  [/(?:^|\/)models\/[^/]+\.(?:ya?ml|json)$/, "models"],
  [/(?:^|\/)policy\.(?:ya?ml|json)$/, "policy"],
];

/** What a file of a catalog holds, by its path; undefined for a file that belongs to no catalog. */
export function catalogFileKind(path: string): CatalogFileKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(path))?.[1];
}

/** `openai` of `catalog/providers/openai.yaml`. */
export function stemOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
}
