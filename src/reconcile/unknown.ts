import type { Fit } from "./cause.js";
import type { Part } from "./entries.js";
import { unitOf } from "./words.js";

/** What is left when no cause fits: the numbers of the cell, so that a person can go on from there. */
export function unknownFit(part: Part): Fit {
  return {
    cause: "unknown",
    owner: "finance",
    parts: [part],
    evidence: [numbersOf(part), "no known cause explains it"],
    remedy: "open a ticket with the provider, with the lines of the bill and the ledger's usage of that cell",
  };
}

function numbersOf({ step, amount, entry }: Part): string {
  const { cell, numbers } = entry;
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount, rate } = numbers;
  const unit = unitOf(cell.values.meter);
  const { currency } = cell;
  switch (step) {
    case "quantity_variance":
      return `${billedQuantity} ${unit} are billed and ${ledgerQuantity} recorded; the difference at ${rate} ${currency} each is ${amount} ${currency}`;
    case "rate_variance":
      return `${billed} ${currency} is billed for ${billedQuantity} ${unit}, of which the ledger's rate of ${rate} ${currency} each makes ${billed?.sub(amount)} ${currency}: a difference of ${amount} ${currency}`;
    case "amount_variance":
      return `${billed} ${currency} is billed, and the ledger's usage costs ${ledgerAmount} ${currency}: a difference of ${amount} ${currency}`;
    case "invoice_only":
      return `${billed} ${currency} is billed, and the ledger holds no such usage`;
    case "ledger_only":
      return `the ledger holds ${ledgerQuantity} ${unit} that cost ${ledgerAmount} ${currency}, and none is billed`;
    case "unexplained":
      return `${billed} ${currency} is billed`;
  }
}
