import { describe, expect, test } from "vitest";
import { Decimal, decimal, quotientDown } from "../../src/money/index.js";
import {
  bridgeOf,
  cachedTwice,
  causesOf,
  costOf,
  dayOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
} from "./world.js";

const events = octoberEvents();

describe("tolerance", () => {
  test("lets a difference pass that is small against its cell, however many cents", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.item === "beta, output" ? { quantity: row.quantity.add(decimal("500")) } : {}),
    });
    const result = hold([bill], events);
    expect(result.status).toBe("reconciled");
    expect(result.statements[0]?.cells).toEqual({ matched: 50, withinTolerance: 10, breaks: 0 });
    expect(bridgeOf(result).quantity_variance).toBe("0.008");
    const step = result.statements[0]?.bridge.find((line) => line.step === "quantity_variance");
    expect([step?.inBreaks?.toString(), step?.withinTolerance?.toString()]).toEqual(["0", "0.008"]);
  });

  test("lets a difference pass that is large against its cell, and less than the amount", () => {
    const few = events.slice(0, 2);
    const ledger = few.map((used) => ({
      ...used,
      usage: new Map([...used.usage].map(([name, q]) => [name, q.mul(decimal("0.5"))])),
    }));
    expect(hold([openaiBill(few)], ledger, { options: { toleranceAmount: decimal("1") } }).status).toBe("reconciled");
    expect(hold([openaiBill(few)], ledger).status).toBe("breaks");
  });

  test("is tested again over what passed: many small differences are one break without a cell", () => {
    const bill = openaiBill(events, { each: (row) => ({ quantity: row.quantity.mul(decimal("1.004")) }) });
    const result = hold([bill], events);
    const [small, ...others] = result.statements[0]?.breaks ?? [];
    expect(others).toEqual([]);
    expect(small).toMatchObject({ kind: "small_differences", cause: "unknown", step: "quantity_variance", cells: [] });
    expect(small?.amount.toString()).toBe(bridgeOf(result).quantity_variance);
    expect(evidenceOf(result)).toContain("60 differences, each within tolerance, add up to 0.181469528 USD");
    expect(result.statements[0]?.cells).toEqual({ matched: 0, withinTolerance: 60, breaks: 0 });
  });

  test("of 0 lets nothing pass", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.item === "beta, output" ? { quantity: row.quantity.add(decimal("1")) } : {}),
    });
    const options = { toleranceAmount: Decimal.zero, toleranceRatio: Decimal.zero };
    expect(hold([bill], events, { options }).statements[0]?.breaks).toHaveLength(10);
  });
});

describe("breaks", () => {
  const bill = openaiBill(events, {
    each: (row) => (row.item === "beta, output" ? { rate: decimal("1.9") } : {}),
  });

  test("come largest first, and sum with what passed to their step", () => {
    const { breaks, bridge } = hold([bill], cachedTwice(events)).statements[0] ?? { breaks: [], bridge: [] };
    const sizes = breaks.map(({ amount }) => amount.abs());
    expect(sizes.every((size, index) => index === 0 || !size.greaterThan(sizes[index - 1] ?? size))).toBe(true);
    for (const { step, amount, inBreaks, withinTolerance } of bridge) {
      if (inBreaks === undefined || withinTolerance === undefined) continue;
      expect(inBreaks.toString()).toBe(
        Decimal.sum(breaks.filter((each) => each.step === step).map((each) => each.amount)).toString(),
      );
      expect(inBreaks.add(withinTolerance).toString()).toBe(amount.toString());
    }
  });

  test("have ids that stay the same next time, whatever the order of the rows and of the events", () => {
    const idsOf = (text: string, ledger: typeof events): (string | undefined)[] =>
      hold([text], ledger).statements[0]?.breaks.map(({ id, cause }) => `${id} ${cause}`) ?? [];
    const [header = "", ...rows] = bill.split("\n");
    const turned = [header, ...rows.reverse()].join("\n");
    const first = idsOf(bill, cachedTwice(events));
    expect(idsOf(turned, cachedTwice([...events].reverse()))).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
    expect(first.every((id) => /^[0-9a-f]{10} /.test(id ?? ""))).toBe(true);
  });

  test("name the rows of the file, the rate billed, and the catalog's rate with its place", () => {
    const one = openaiBill(events, {
      each: (row) =>
        row.item === "beta, output" && row.start === Date.UTC(2026, 9, 2) / 1000 ? { rate: decimal("1.9") } : {},
    });
    const [found] = hold([one], events).statements[0]?.breaks ?? [];
    expect(found?.invoice.lines).toEqual(["13"]);
    expect(found?.invoice.rate?.toString()).toBe("0.0000019");
    expect(found?.catalog.rate?.toString()).toBe("1.6");
    expect(found?.catalog.per?.toString()).toBe("1000000");
    expect(found?.catalog.source).toMatch(/^catalog\/providers\/openai.yaml:\d+$/);
    expect(found?.values).toMatchObject({ model: "beta", meter: "output", service_tier: "standard", api_key: null });
    expect(found?.period.from).toBe(Date.UTC(2026, 9, 2));
  });

  test("of one cause are summed by cause, largest first", () => {
    const causes = hold([bill], cachedTwice(events)).statements[0]?.causes ?? [];
    expect(causes[0]).toMatchObject({ cause: "cached_counted_twice", owner: "engineering", breaks: 1 });
    expect(causes[1]).toMatchObject({ cause: "unknown", owner: "finance", breaks: 10 });
  });
});

describe("coverage", () => {
  test("is the share of the bill that the ledger explains, by amount and by quantity, rounded down", () => {
    const half = events.filter((used) => dayOf(used) <= 5);
    const coverage = hold([openaiBill(events)], half).statements[0]?.coverage;
    const share = quotientDown(costOf(half), costOf(events), 4).toString();
    expect(share).toBe("0.481");
    expect(coverage?.amount?.toString()).toBe(share);
    expect(coverage?.quantity?.toString()).toBe(share);
  });

  test("does not count usage that was recorded and not billed against the bill", () => {
    const half = events.filter((used) => dayOf(used) <= 5 || dayOf(used) === 10);
    const bill = openaiBill(half.filter((used) => used.model === "beta" || dayOf(used) !== 3));
    expect(hold([bill], half).statements[0]?.coverage.amount?.toString()).toBe("1");
  });

  test("is null where nothing was billed", () => {
    const free = openaiBill(events, { each: () => ({ rate: decimal("0") }) });
    expect(hold([free], events).statements[0]?.coverage).toMatchObject({ amount: null });
  });
});

test("cells in which the ledger is alone name no cause that blames the bill's lines", () => {
  const own = events.map((used) => ({ ...used, id: `${used.id}+`, apiKey: "key_own", project: "proj_own" }));
  const result = hold([openaiBill(events, { byKey: true })], [...events, ...own]);
  expect(new Set(causesOf(result).map((text) => text.split(" ").slice(0, 2).join(" ")))).toEqual(
    new Set(["unknown ledger_only"]),
  );
});
