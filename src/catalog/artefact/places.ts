import type { Position } from "../../findings/index.js";
import { type Codec, DecodeError } from "./codec.js";

/** `[file, line, column]`, the file by its number in the artefact's list. A place changes no answer, so no hash has it. */
export const position: Codec<Position> = {
  encode: (value, to) => (to.purpose === "hash" ? undefined : [to.indexOfFile(value.file), value.line, value.column]),
  decode(json, from) {
    const [index, line, column] = Array.isArray(json) ? json : [];
    const file = typeof index === "number" ? from.files[index] : undefined;
    if (file === undefined || typeof line !== "number" || typeof column !== "number") {
      throw new DecodeError("a position [file, line, column]", json);
    }
    return Object.freeze({ file, line, column });
  },
};

/** The layer by its number in the artefact's list. */
export const layer: Codec<string> = {
  encode: (value, to) => (to.purpose === "hash" ? undefined : to.indexOfLayer(value)),
  decode(json, from) {
    const found = typeof json === "number" ? from.layers[json] : undefined;
    if (found === undefined) throw new DecodeError("the number of a layer", json);
    return found;
  },
};
