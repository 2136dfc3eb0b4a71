import type { Decimal } from "../../money/index.js";

/** A number of a file: its value, exact, and its text as written (`3.00`), which messages show. */
export class Numeral {
  readonly text: string;
  readonly value: Decimal;

  constructor(text: string, value: Decimal) {
    this.text = text;
    this.value = value;
  }
}

/** What a file of the catalog holds once it is read; objects have no prototype. */
export type YamlValue = string | boolean | null | Numeral | readonly YamlValue[] | YamlObject;
export interface YamlObject {
  readonly [key: string]: YamlValue;
}
