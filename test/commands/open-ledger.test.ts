import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Places } from "../../src/commands/command.js";
import { openLedger } from "../../src/commands/open-ledger.js";
import { InputError } from "../../src/findings/index.js";

function places(place: string, named: boolean): Places {
  return { catalog: undefined, overlays: [], ledger: { place, named } };
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "aimodels-ledger-"));
}

describe("opening the ledger", () => {
  it("never makes one to read from: a missing default is no ledger at all", async () => {
    const folder = emptyFolder();
    expect(await openLedger(places("aimodels.db", false), folder, "read")).toBeUndefined();
    expect(existsSync(join(folder, "aimodels.db"))).toBe(false);
  });

  it("refuses a named one that is not there, and says what makes one", async () => {
    const opening = openLedger(places("october.db", true), emptyFolder(), "read");
    await expect(opening).rejects.toThrow(InputError);
    await expect(opening).rejects.toMatchObject({ remedy: expect.stringContaining("aimodels ledger import") });
  });

  it("makes one where it is asked to, relative to the working directory", async () => {
    const folder = emptyFolder();
    const ledger = await openLedger(places("aimodels.db", false), folder, "create");
    expect(ledger?.stats().events).toBe(0);
    ledger?.close();
    expect(existsSync(join(folder, "aimodels.db"))).toBe(true);
  });

  it("says which ledgers this version reads when it is given an address", async () => {
    const opening = openLedger(places("clickhouse://ledger.example.com/usage", true), emptyFolder(), "read");
    await expect(opening).rejects.toThrow("this version of aimodels reads ledgers in SQLite files");
  });
});
