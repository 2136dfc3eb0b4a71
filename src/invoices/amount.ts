import { Decimal, parseDecimal } from "../money/index.js";
import { quote } from "./quote.js";

const MOST_ZEROS_KEPT_TO = 12;
const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/**
 * Reads an amount or a quantity as exports and people write it: `0.0034000`, `1e-7`, `31422.0`, `$1,234.56`, `1.234,56`,
 * `1 234,56`, `(12.50)`, `12.50-`, `−12.50`. Exact. Undefined for blank text, for what is no number, and for what could be two
 * numbers (`1,234` is 1234 to one reader and 1.234 to another); `amountProblem` says which.
 *
 * The scale is that of the text, because the column's smallest unit bounds its rounding (semantics section 5), but zeros at
 * the end are dropped beyond 12 decimals, where that bound stops.
 */
export function parseAmount(text: string): Decimal | undefined {
  return parsePlain(text) ?? parseDecimal(withoutTailZeros(text)) ?? parseWritten(text);
}

/** Why parseAmount does not read a text, and what to do: for the reason of a rejected row. */
export function amountProblem(text: string): string {
  if (text.trim() === "") return "expected a number, found nothing; export the file again";
  const parts = WRITTEN.exec(text.trim());
  if (parts !== null && AMBIGUOUS.test(parts[3] ?? "")) {
    const digits = parts[3] ?? "";
    const [whole, point] = [digits.replace(",", ""), digits.replace(",", ".")];
    return `${quote(text)} can be read as ${whole} and as ${point}; write it without a thousands separator and with a decimal point`;
  }
  return `expected a number such as 1234.56, found ${quote(text)}; correct the cell or export the file again`;
}

/** Sign, digits, point and digits that fit a safe integer: nearly every amount there is, without a regular expression. */
function parsePlain(text: string): Decimal | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let value = 0;
  let point = -1;
  const end = endOfDigits(text);
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT && point < 0) point = index;
    else if (code >= ZERO && code <= ZERO + 9) value = value * 10 + (code - ZERO);
    else return undefined;
  }
  const digits = end - start - (point < 0 ? 0 : 1);
  if (digits < 1 || value > Number.MAX_SAFE_INTEGER) return undefined;
  return new Decimal(BigInt(negative ? -value : value), point < 0 ? 0 : end - point - 1);
}

/** The length of the text without the zeros that stand after the twelfth decimal. */
function endOfDigits(text: string): number {
  const point = text.indexOf(".");
  if (point < 0) return text.length;
  let end = text.length;
  while (end > point + 1 + MOST_ZEROS_KEPT_TO && text.charCodeAt(end - 1) === ZERO) end -= 1;
  return end;
}

function withoutTailZeros(text: string): string {
  return /[eE]/.test(text) ? text : text.slice(0, endOfDigits(text));
}

const WRITTEN = /^(\()?\s*([+\-−]?\s*(?:(?:US)?\$)?\s*[+\-−]?)\s*([\d.,'’ \u00a0\u202f]*\d)\s*([-−]?)\s*(\))?$/i;
const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;

function parseWritten(text: string): Decimal | undefined {
  const parts = WRITTEN.exec(text.trim());
  if (parts === null) return undefined;
  const [, open, lead = "", body = "", trail = "", close] = parts;
  if ((open === undefined) !== (close === undefined)) return undefined;
  const signs = `${lead.replace(/[^+\-−]/g, "")}${trail}${open === undefined ? "" : "-"}`;
  if (signs.length > 1) return undefined;
  const plain = plainDigits(body);
  const value = plain === undefined ? undefined : parseDecimal(plain);
  return value === undefined || signs === "" || signs === "+" ? value : value.neg();
}

/** Digits with a decimal point and no grouping, or undefined where the separators do not say which of them is which. */
function plainDigits(body: string): string | undefined {
  if (/^\d*\.?\d+$/.test(body)) return body;
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(body) || /^\d{1,3}(?:,\d{3}){2,}$/.test(body)) return body.replaceAll(",", "");
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(body)) return body.replaceAll(".", "").replace(",", ".");
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(body)) return body.replaceAll(".", "");
  if (/^\d{1,3}(?:(['’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(body)) {
    return body.replace(/['’ \u00a0\u202f]/g, "").replace(",", ".");
  }
  if (/^\d+,\d+$/.test(body) && !AMBIGUOUS.test(body)) return body.replace(",", ".");
  return undefined;
}
