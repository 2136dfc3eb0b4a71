import { describe, expect, test } from "vitest";
import { decimal } from "../../src/money/index.js";
import {
  anthropicCosts,
  anthropicEvents,
  at,
  bridgeOf,
  costOf,
  dayOf,
  excludedOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
} from "./world.js";

const month = octoberEvents(25);
const events = month.filter((used) => dayOf(used) <= 10);

describe("usage that the bill could not carry is left out, by reason, with events and amount", () => {
  test("outside the days of the file, in its months", () => {
    const result = hold([openaiBill(events)], month);
    expect(result.status).toBe("reconciled");
    const later = month.filter((used) => dayOf(used) > 10);
    expect(excludedOf(result)).toEqual([
      `ledger the bill ends on 2026-10-10, and this usage lies after it: ${later.length} ${costOf(later)} USD`,
    ]);
  });

  test("before the days of the file", () => {
    const late = month.filter((used) => dayOf(used) > 15);
    const early = month.filter((used) => dayOf(used) <= 15);
    expect(excludedOf(hold([openaiBill(late)], month))).toEqual([
      `ledger the bill begins on 2026-10-16, and this usage lies before it: ${early.length} ${costOf(early)} USD`,
    ]);
  });

  test("in other months it is not even told", () => {
    const older = events.map((used) => ({ ...used, time: used.time - 40 * 86_400_000 }));
    expect(excludedOf(hold([openaiBill(events)], [...events, ...older]))).toEqual([]);
  });

  test("of another account, where both sides name theirs", () => {
    const mine = events.map((used) => ({ ...used, account: "org-1" }));
    const other = events.map((used) => ({ ...used, id: `${used.id}.other`, account: "org-2" }));
    const result = hold([openaiBill(events)], [...mine, ...other]);
    expect(result.status).toBe("reconciled");
    expect(excludedOf(result)).toEqual([
      `ledger the bill carries no line of this account: ${other.length} ${costOf(other)} USD`,
    ]);
  });

  test("of a kind that the format can never state", () => {
    const used = anthropicEvents();
    const some = used.filter((each) => each.model === "claude-delta").slice(0, 8);
    const priority = some.map((each) => ({ ...each, id: `${each.id}.p`, serviceTier: "priority" }));
    const result = hold([anthropicCosts(used)], [...used, ...priority]);
    expect(result.status).toBe("reconciled");
    expect(bridgeOf(result).ledger_only).toBe("0");
    expect(result.excluded).toMatchObject([
      { reason: "the files given can never state usage of this kind", events: 32 },
    ]);
  });

  test("but a project that the bill does not name is no such thing: it is the finding", () => {
    const own = events.map((used) => ({ ...used, id: `${used.id}.own`, project: "proj_new", apiKey: "key_new" }));
    const result = hold([openaiBill(events, { byKey: true })], [...events, ...own]);
    expect(stepsOf(result).ledger_only).toBe(costOf(own).neg().toString());
    expect(result.excluded).toEqual([]);
  });
});

describe("options cut both sides", () => {
  const later = events.filter((used) => dayOf(used) >= 4);

  test("--since and --until", () => {
    const options = { since: at("2026-10-04"), until: at("2026-10-08") };
    const cut = later.filter((used) => dayOf(used) < 8);
    const result = hold([openaiBill(events)], events, { options });
    expect(result.status).toBe("reconciled");
    expect(bridgeOf(result).invoice).toBe(costOf(cut).toString());
    expect(result.period).toEqual({ from: at("2026-10-04"), to: at("2026-10-08") });
    expect(excludedOf(result).join("\n")).toContain("invoice outside --period, --since or --until: 36");
  });

  test("--provider", () => {
    const other = anthropicEvents();
    const files = [openaiBill(events), anthropicCosts(other)];
    const result = hold(files, [...events, ...other], { options: { provider: "openai" } });
    expect(result.status).toBe("reconciled");
    expect(bridgeOf(result).invoice).toBe(costOf(events).toString());
    expect(result.excluded.map(({ side, reason }) => `${side} ${reason}`)).toEqual([
      "invoice left out by --provider",
      "ledger left out by --provider",
    ]);
  });

  test("--project", () => {
    const options = { project: "proj_chat" };
    const result = hold([openaiBill(events, { byKey: true })], events, { options });
    expect(result.status).toBe("reconciled");
    const chat = events.filter((used) => used.project === "proj_chat");
    expect(bridgeOf(result).invoice).toBe(costOf(chat).toString());
    expect(result.excluded.map(({ side, amount }) => `${side} ${amount}`)).toEqual([
      `invoice ${costOf(events).sub(costOf(chat))}`,
      `ledger ${costOf(events).sub(costOf(chat))}`,
    ]);
  });
});

test("a bill whose rows state other days than UTC's is held by the offset given", () => {
  const offset = -7 * 3_600_000;
  const local = events.map((used) => ({ ...used, time: used.time + offset }));
  const bill = openaiBill(local, {
    each: (row) => ({ start: row.start - offset / 1000, end: row.end - offset / 1000 }),
  });
  const result = hold([bill], events, { options: { dayOffset: offset, toleranceAmount: decimal("0.000001") } });
  expect(stepsOf(result).quantity_variance).toBeUndefined();
  expect(result.status).toBe("reconciled");
});
