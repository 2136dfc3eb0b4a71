import { parseDecimal } from "../../money/index.js";
import { Numeral } from "./numeral.js";

const NULL = /^(?:|~|null|Null|NULL)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const ODD_NUMBER =
  /^[+-]?(?:\.inf|0x[0-9a-f]+|0o[0-7]+|0b[01]+|\d[\d_]*_[\d_]*(?:\.[\d_]*)?|\d+\.\d*_[\d_]*)$|^\.nan$/i;

/** A number that YAML would read but a price list should not hold, or one of too many digits. */
export interface OddNumber {
  readonly odd: string;
}

/** What an unquoted word means: YAML 1.2's core words, with numbers read exactly from their text. */
export function readPlainScalar(text: string): string | boolean | null | Numeral | OddNumber {
  const first = text.charCodeAt(0);
  if (first > 57 && first !== 126) return readWord(text);
  if (NUMBER.test(text)) {
    const value = parseDecimal(text);
    return value === undefined ? { odd: "a number of over 400 digits" } : new Numeral(text, value.normalized());
  }
  if (ODD_NUMBER.test(text)) return { odd: "a number that is not written in plain decimal digits" };
  return NULL.test(text) ? null : text;
}

function readWord(text: string): string | boolean | null {
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return NULL.test(text) ? null : text;
}
