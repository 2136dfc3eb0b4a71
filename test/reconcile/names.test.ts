import { describe, expect, test } from "vitest";
import {
  bridgeOf,
  causesOf,
  costOf,
  dayOf,
  excludedOf,
  hold,
  octoberEvents,
  openaiBill,
  worldCatalog,
} from "./world.js";

const events = octoberEvents();
const POLICY = "tolerance: {ratio: 0.005, amount: 0.01}\n";

describe("names of keys, projects and accounts", () => {
  const renamed = openaiBill(events, { byKey: true, each: (row) => ({ key: `sk…${row.key}` }) });

  test("of which the two sides share none are not compared, which a note says", () => {
    const result = hold([renamed], events);
    expect(result.status).toBe("reconciled");
    expect(result.notes).toEqual([
      "the bill and the ledger share no api_key of openai; it is not compared (policy.yaml, names, can map them)",
    ]);
  });

  test("that the policy maps are compared", () => {
    const mapped = ["key_a", "key_b"].map(
      (key) => `  - {provider: openai, dimension: api_key, invoice: "sk…${key}", ledger: ${key}}`,
    );
    const catalog = worldCatalog(`${POLICY}names:\n${mapped.join("\n")}\n`);
    const onlyA = events.filter((used) => used.apiKey === "key_a");
    const result = hold([renamed], onlyA, { catalog });
    expect(result.notes).toEqual([]);
    const missing = costOf(events).sub(costOf(onlyA));
    expect(causesOf(result)).toEqual([`missing_key invoice_only ${missing}`]);
    expect(result.statements[0]?.breaks[0]?.values.api_key).toBe("key_b");
  });

  test("of which one is shared are compared: the others are findings", () => {
    const bill = openaiBill(events, { byKey: true, each: (row) => (row.key === "key_b" ? { key: "key_c" } : {}) });
    const result = hold([bill], events);
    const ofB = costOf(events.filter((used) => used.apiKey === "key_b"));
    expect(bridgeOf(result)).toMatchObject({ invoice_only: ofB.toString(), ledger_only: ofB.neg().toString() });
    expect(causesOf(result)[0]).toMatch(/^missing_key invoice_only/);
  });

  test("that a part of the ledger does not state are summed over", () => {
    const half = events.map(({ apiKey, ...used }) =>
      dayOf(used) % 2 === 0 ? used : { ...used, apiKey: apiKey ?? "" },
    );
    expect(hold([openaiBill(events, { byKey: true })], half).status).toBe("reconciled");
  });
});

describe("two sources of usage for the same key and days", () => {
  const session = events.filter((used) => dayOf(used) <= 2).map((used) => ({ ...used, source: "session-log" }));

  test("are noted, because they may hold the same usage twice", () => {
    const result = hold([openaiBill(events)], [...events, ...session]);
    expect(result.status).toBe("breaks");
    expect(result.notes).toEqual([
      "the sources session-log and test hold usage of openai for the same key on 2 days; if it is the same usage, name the one that counts in policy.yaml under source_that_counts",
    ]);
  });

  test("are one where the policy says which counts; the other is left out by name", () => {
    const catalog = worldCatalog(`${POLICY}source_that_counts: {openai: test}\n`);
    const result = hold([openaiBill(events)], [...events, ...session], { catalog });
    expect(result.status).toBe("reconciled");
    expect(result.notes).toEqual([]);
    expect(excludedOf(result)).toEqual([
      `ledger policy.yaml names another source that counts for this provider: ${session.length} ${costOf(session)} USD`,
    ]);
  });

  test("are one where the source that counts is not there at all", () => {
    const catalog = worldCatalog(`${POLICY}source_that_counts: {openai: gateway}\n`);
    expect(hold([openaiBill(events)], events, { catalog }).status).toBe("reconciled");
  });
});
