import { Decimal } from "../../money/index.js";

/** A sum that is quick for whole numbers, which nearly all quantities are, and exact for all. */
export class ExactSum {
  private whole = 0n;
  private rest: Decimal | undefined;

  add(value: Decimal): void {
    if (value.scale === 0) this.whole += value.coefficient;
    else this.rest = this.rest === undefined ? value : this.rest.add(value);
  }

  total(): Decimal {
    const whole = Decimal.fromInteger(this.whole);
    return this.rest === undefined ? whole : whole.add(this.rest);
  }
}
