import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CAUSE_TESTS } from "../../src/reconcile/causes/index.js";
import { CAUSES, type CauseName, OWNERS } from "../../src/reconcile/index.js";
import { SCENARIOS } from "./scenarios.js";

const page = readFileSync(new URL("../../docs/causes.md", import.meta.url), "utf8");
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [/^`(\w+)`/.exec(text)?.[1] ?? "", text] as const),
);
/** A step of the bridge, and what is left when nothing fits: neither has a test. */
const WITHOUT_TEST: readonly CauseName[] = ["rounding", "unknown"];
const TESTED = CAUSES.filter((cause) => !WITHOUT_TEST.includes(cause));

test("the page names every cause, in the order of the list", () => {
  expect([...sections.keys()]).toEqual([...CAUSES]);
});

test("every cause but rounding and unknown has a test, and no test has another", () => {
  expect(new Set(CAUSE_TESTS.flatMap((one) => one.causes))).toEqual(new Set(TESTED));
});

test.each(TESTED)("the page says in which classes %s is tested", (cause) => {
  const classes = CAUSE_TESTS.filter((one) => one.causes.includes(cause)).map((one) => one.klass);
  const stated = [...new Set(classes)].sort((a, b) => a - b).join(", ");
  expect(sections.get(cause)).toContain(`- Class: ${stated}\n`);
});

describe("the example of evidence on the page is what a reconciliation says", () => {
  test.each(CAUSES.filter((cause) => cause !== "rounding"))("of %s, which it names alone, with its owner", (cause) => {
    const breaks = SCENARIOS[cause]?.().statements.flatMap((statement) => statement.breaks) ?? [];
    expect(new Set(breaks.map((found) => found.cause))).toEqual(new Set([cause]));
    const [found] = breaks;
    const text = sections.get(cause) ?? "";
    expect([...text.matchAll(/^> (.*)$/gm)].map((line) => line[1])).toEqual(found?.evidence);
    expect(OWNERS.filter((owner) => text.includes(`- Who acts: \`${owner}\``))).toEqual([found?.owner]);
  });
});
