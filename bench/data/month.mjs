import { below, seeded } from "./seeded.mjs";

/** A month of an organisation at OpenAI: what it used, from which both its bill and its usage log are written. */

export const FIRST_DAY = Date.UTC(2026, 9, 1);
export const DAYS = 31;
export const DAY = 86_400_000;

/** Dollars for a million tokens, in units of 10^-6: whole numbers, so that amounts are exact. */
const MODELS = [
  ["gpt-4o-2024-08-06", 2_500_000, 1_250_000, 10_000_000],
  ["gpt-4o-mini-2024-07-18", 150_000, 75_000, 600_000],
  ["gpt-4.1-2025-04-14", 2_000_000, 500_000, 8_000_000],
  ["gpt-4.1-mini-2025-04-14", 400_000, 100_000, 1_600_000],
  ["gpt-4.1-nano-2025-04-14", 100_000, 25_000, 400_000],
  ["gpt-5-2025-08-07", 1_250_000, 125_000, 10_000_000],
  ["gpt-5-mini-2025-08-07", 250_000, 25_000, 2_000_000],
  ["gpt-5-nano-2025-08-07", 50_000, 5_000, 400_000],
  ["o3-2025-04-16", 2_000_000, 500_000, 8_000_000],
  ["o4-mini-2025-04-16", 1_100_000, 275_000, 4_400_000],
];

/** A meter, what a line item calls it, and where its rate stands in a model's row. */
const PARTS = [
  ["uncached_input", "input", 1],
  ["cache_read", "cached input", 2],
  ["output", "output", 3],
];

/**
 * What each key of each project used of each model on each day, by `users` users; the same for the same sizes.
 * A user's usage is three quantities, one a part.
 */
export function* usageOfMonth({ projects, keys, users }) {
  const random = seeded(20261001);
  for (let day = 0; day < DAYS; day += 1) {
    for (let project = 0; project < projects; project += 1) {
      for (let key = 0; key < keys; key += 1) {
        for (const model of MODELS) {
          const byUser = [];
          for (let user = 0; user < users; user += 1)
            byUser.push([1 + below(random, 40_000), 1 + below(random, 20_000), 1 + below(random, 4_000)]);
          yield { day, model, project: idOf("proj", project), key: idOf(`key_${project}`, key), byUser };
        }
      }
    }
  }
}

function idOf(kind, number) {
  return `${kind}_${(number * 2_654_435_761 + 97).toString(36).padStart(10, "0")}`;
}

/** The rows of a month's bill: one for each day, line item, project, key and user. */
export function rowsOfMonth({ projects, keys, users }) {
  return DAYS * projects * keys * MODELS.length * PARTS.length * users;
}

export const HEADER = [
  ...["start_time", "end_time", "start_time_iso", "end_time_iso", "amount_value", "amount_currency", "quantity"],
  ...["quantity_unit", "line_item", "user_id", "api_key_id", "project_id", "organization_id", "project_name"],
  ...["organization_name", "user_email"],
].join(",");

/** The lines of the dashboard's cost export of the month, its header first. Source of the shape: docs/invoice-formats.md. */
export function* costCsv(sizes) {
  yield HEADER;
  for (const { day, model, project, key, byUser } of usageOfMonth(sizes)) {
    const start = FIRST_DAY + day * DAY;
    const times = `${start / 1000},${(start + DAY) / 1000},${isoOf(start)},${isoOf(start + DAY)}`;
    for (const [place, [, word, column]] of PARTS.entries()) {
      for (const [user, quantities] of byUser.entries()) {
        const quantity = quantities[place];
        const item = `"${model[0]}, ${word}"`;
        const who = `user-${user},${key},${project},org-bench`;
        yield `${times},${amountOf(quantity * model[column])},usd,${quantity},tokens,${item},${who},Project,Bench,`;
      }
    }
  }
}

/** The same month as usage records, one for each day, model, project and key. */
export function* usageLog(sizes) {
  let number = 0;
  for (const { day, model, project, key, byUser } of usageOfMonth(sizes)) {
    const time = new Date(FIRST_DAY + day * DAY + (number % 96) * 900_000).toISOString();
    const usage = Object.fromEntries(
      PARTS.map(([meter], place) => [meter, byUser.reduce((sum, own) => sum + own[place], 0)]),
    );
    const facts = { provider: "openai", model: model[0], account: "org-bench", project, api_key: key };
    yield JSON.stringify({ id: `req_${number}`, time, ...facts, usage });
    number += 1;
  }
}

/** A whole number of 10^-12 dollars as the export writes it: 36 decimals. */
function amountOf(units) {
  const digits = String(units).padStart(13, "0");
  return `${digits.slice(0, -12)}.${digits.slice(-12)}${"0".repeat(24)}`;
}

function isoOf(at) {
  return new Date(at).toISOString().slice(0, 19);
}
