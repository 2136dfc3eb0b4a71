import { describe, expect, test } from "vitest";
import { decimal } from "../../src/money/index.js";
import { causesOf, costOf, event, evidenceOf, hold, octoberEvents, openaiBill, withUsage } from "./world.js";

const events = octoberEvents();
const total = costOf(events);

describe("one ratio for everything", () => {
  const times = (ratio: string): string =>
    openaiBill(events, { each: (row) => ({ rate: row.rate.mul(decimal(ratio)) }) });

  test("7% off is one uniform discount", () => {
    const result = hold([times("0.93")], events);
    expect(causesOf(result)).toEqual([`uniform_discount rate_variance ${total.mul(decimal("-0.07"))}`]);
    expect(evidenceOf(result)).toContain("each of 60 cells is billed at 0.93 times the catalog's price: 7% off");
  });

  test("a tax rate that is given is tax, within the amounts", () => {
    const result = hold([times("1.19")], events, { options: { taxRate: decimal("0.19") } });
    expect(causesOf(result)).toEqual([`tax_inclusive rate_variance ${total.mul(decimal("0.19"))}`]);
  });

  test("an exchange rate that is given is the currency", () => {
    const result = hold([times("0.9")], events, { options: { exchangeRate: decimal("0.9") } });
    expect(causesOf(result)).toEqual([`currency rate_variance ${total.mul(decimal("-0.1"))}`]);
  });

  test("without a rate given, more than the catalog by one ratio is not known", () => {
    const causes = causesOf(hold([times("1.19")], events)).map((text) => text.split(" ")[0]);
    expect(new Set(causes)).toEqual(new Set(["unknown"]));
  });

  test("off one model alone is no uniform discount", () => {
    const discounted = openaiBill(events, {
      each: (row) => (row.model === "beta" ? { rate: row.rate.mul(decimal("0.93")) } : {}),
    });
    const causes = causesOf(hold([discounted], events)).map((text) => text.split(" ")[0]);
    expect(new Set(causes)).toEqual(new Set(["unknown"]));
  });
});

describe("free use", () => {
  const searches = [1, 2, 3].map((day) =>
    event({ time: `2026-10-0${day}T10:00:00Z`, model: "web-search", usage: { web_search: 30 } }),
  );

  test("within the allowance of the month is one cause", () => {
    const result = hold([openaiBill(events)], [...events, ...searches]);
    expect(causesOf(result)).toEqual(["free_tier ledger_only -0.9"]);
    expect(evidenceOf(result)).toContain(
      "90 web_search were used and not billed; the catalog states 100 free per month",
    );
  });

  test("of more than the allowance is not free", () => {
    const more = searches.map((used) => withUsage(used, () => ({ web_search: 60 })));
    const causes = causesOf(hold([openaiBill(events)], [...events, ...more])).map((text) => text.split(" ")[0]);
    expect(new Set(causes)).toEqual(new Set(["unknown"]));
  });

  test("billed at 0 is one cause", () => {
    const extra = ["beta, input", "beta, cached input", "beta, output"];
    const bill = openaiBill(events, {
      each: (row) =>
        extra.includes(row.item) && row.start === Date.UTC(2026, 9, 2) / 1000 ? { rate: decimal("0") } : {},
    });
    const free = events.filter((used) => used.model === "beta" && new Date(used.time).getUTCDate() === 2);
    expect(causesOf(hold([bill], events))).toEqual([`free_tier rate_variance ${costOf(free).neg()}`]);
  });
});
