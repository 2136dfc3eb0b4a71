import { InputError } from "../../findings/index.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { Deps, LedgerMode } from "../command.js";

/** The ledger that is there; an InputError where there is none. */
export async function existingLedger(deps: Deps, mode: Exclude<LedgerMode, "create">): Promise<Ledger> {
  const ledger = await deps.openLedger(mode);
  if (ledger !== undefined) return ledger;
  throw new InputError(`expected a ledger, found none at ${deps.places.ledger.place}`, {
    remedy: "aimodels ledger import FILE… makes one from your usage logs; --ledger names one elsewhere",
  });
}

/** Opens the ledger for one piece of work and closes it after. */
export async function withLedger<Result>(
  deps: Deps,
  mode: Exclude<LedgerMode, "create">,
  work: (ledger: Ledger) => Result,
): Promise<Result> {
  const ledger = await existingLedger(deps, mode);
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}
