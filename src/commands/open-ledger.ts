import type { Ledger } from "../ledger/ledger.js";
import type { Places } from "./command.js";

export async function openLedger(
  _places: Places,
  _cwd: string,
  _options: { readonly create: boolean },
): Promise<Ledger | undefined> {
  throw new Error("the ledger cannot be opened yet");
}
