import type { Finding, Position } from "../findings/index.js";
import { stemOf } from "./catalog-files.js";
import type { YamlFile } from "./yaml/read-yaml.js";

/** One file a provider, named after it: what is looked for is then found where it must be. */
export function misnamed(yaml: YamlFile, data: { readonly provider: string }): Finding[] {
  const stem = stemOf(yaml.source.file);
  if (stem === data.provider) return [];
  const message = `expected the provider ${stem}, after which the file is named, found ${data.provider}`;
  const position = yaml.source.value(data, "provider");
  return [{ rule: "schema", severity: "error", message, position, value: data.provider, remedy: "rename the file" }];
}

/** Two files, or two entries, that describe the same thing. */
export function describedTwice(what: string, again: Position, first: Position): Finding {
  const message = `${what} is described a second time, first in ${first.file}, line ${first.line}`;
  return { rule: "schema", severity: "error", message, position: again, remedy: "keep one of the two" };
}
