// Writes examples/: one month of a small company's usage logs and the invoices it got for it, with breaks planted in them.
// Deterministic; run it again after a change here: node scripts/examples.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "examples");
const DAYS = 31;
const dayText = (day) => `2026-10-${String(day).padStart(2, "0")}`;
const isWeekend = (day) => [0, 6].includes(new Date(`${dayText(day)}T00:00:00Z`).getUTCDay());

let state = 20261001;
function random(low, high) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return low + Math.floor((state / 2 ** 32) * (high - low + 1));
}

function requests(provider, name, perDay, runsOn, make) {
  const made = [];
  for (let day = 1; day <= DAYS; day += 1) {
    if (!runsOn(day)) continue;
    for (let turn = 0; turn < perDay; turn += 1) {
      const time = `${dayText(day)}T${String(random(0, 23)).padStart(2, "0")}:${String(random(0, 59)).padStart(2, "0")}:${String(random(0, 59)).padStart(2, "0")}Z`;
      const id = `${name}_${String(made.length + 1).padStart(4, "0")}`;
      made.push({ id, time, provider, ...make() });
    }
  }
  return made.sort((a, b) => (a.time < b.time ? -1 : 1));
}

const always = () => true;
const openai = (project, api_key) => ({ account: "org-Xk3example", project, api_key });
const cached = (tokens, share) => Math.floor((tokens * share) / 100 / 128) * 128;

function promptOf(low, high, share) {
  const input = random(low, high);
  const read = cached(input, share);
  return { uncached_input: input - read, cache_read: read };
}

const search = requests("openai", "search", 7, always, () => ({
  model: "gpt-5.4-2026-03-05",
  usage: { ...promptOf(20_000, 90_000, random(20, 70)), output: random(800, 4_000) },
  reasoning: 500,
  ...openai("proj_search", "key_search"),
}));
const chat = requests("openai", "chat", 8, always, () => ({
  model: "gpt-5.6-terra-2026-07-09",
  usage: { ...promptOf(8_000, 60_000, random(10, 60)), cache_write: random(0, 3) * 1_024, output: random(300, 2_500) },
  reasoning: 200,
  ...openai("proj_chat", "key_chat"),
}));
const tags = requests(
  "openai",
  "tags",
  6,
  (day) => !isWeekend(day),
  () => ({
    model: "gpt-5.4-mini-2026-03-17",
    usage: { uncached_input: random(150_000, 260_000), output: random(9_000, 16_000) },
    ...openai("proj_tags", "key_tags"),
  }),
);
const evals = requests(
  "openai",
  "eval",
  3,
  (day) => day >= 12 && day <= 23,
  () => ({
    model: "gpt-5.4-2026-03-05",
    usage: { uncached_input: random(60_000, 120_000), output: random(2_000, 6_000) },
    ...openai("proj_evals", "key_evals"),
  }),
);

const support = requests("anthropic", "support", 6, always, () => ({
  model: "claude-sonnet-4-5-20250929",
  usage: {
    uncached_input: random(900, 6_000),
    cache_read: random(10, 60) * 1_000,
    cache_write_1h: random(0, 2) * 9_000,
    output: random(300, 1_800),
  },
  project: "Production",
  api_key: "support-bot",
}));
const triage = requests("anthropic", "triage", 9, always, () => ({
  model: "claude-haiku-4-5-20251001",
  usage: { uncached_input: random(9_000, 40_000), output: random(200, 900) },
  project: "Production",
  api_key: "triage",
}));

// What the company's own logs hold of it: the evaluation key is not behind the gateway, the gateway was down on the weekend of
// 17 and 18 October, the batch job's log writes no tier, the support bot's writes every cache write as one of five minutes,
// and the triage log of 9 October was shipped twice.
const down = (record) => record.time.startsWith(dayText(17)) || record.time.startsWith(dayText(18));
const gateway = [...search, ...chat, ...tags]
  .filter((record) => !down(record))
  .sort((a, b) => (a.time < b.time ? -1 : 1));
const asFiveMinutes = ({ usage: { cache_write_1h, ...usage }, ...record }) => ({
  ...record,
  usage: cache_write_1h === 0 ? usage : { ...usage, cache_write_5m: cache_write_1h },
});
const again = triage
  .filter((record) => record.time.startsWith(dayText(9)))
  .map((record) => ({ ...record, id: `${record.id}_r` }));
const bots = [...support.map(asFiveMinutes), ...triage, ...again].sort((a, b) => (a.time < b.time ? -1 : 1));
const jsonl = (records) => `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;

// Prices in force in October 2026, in dollars per million tokens, times 10^6 so that sums are whole numbers.
const OPENAI = {
  "gpt-5.4-2026-03-05": { uncached_input: 2_500_000n, cache_read: 250_000n, output: 15_000_000n },
  "gpt-5.6-terra-2026-07-09": {
    uncached_input: 2_000_000n,
    cache_read: 200_000n,
    cache_write: 2_500_000n,
    output: 12_000_000n,
  },
  "gpt-5.4-mini-2026-03-17": { uncached_input: 375_000n, output: 2_250_000n },
};
const CLASSES = { uncached_input: "input", cache_read: "cached input", cache_write: "cache writes", output: "output" };
const PICO = 12;
const dollars = (pico) => {
  const digits = (pico < 0n ? -pico : pico).toString().padStart(PICO + 1, "0");
  return `${pico < 0n ? "-" : ""}${digits.slice(0, -PICO)}.${digits.slice(-PICO)}`;
};

const COST_HEADER = [
  ...["start_time", "end_time", "start_time_iso", "end_time_iso", "amount_value", "amount_currency", "quantity"],
  ...["quantity_unit", "line_item", "user_id", "api_key_id", "project_id", "organization_id", "project_name"],
  ...["organization_name", "user_email", "api_source"],
];

function costRow(day, pico, quantity, unit, item, key = "", project = "") {
  const start = Date.parse(`${dayText(day)}T00:00:00Z`) / 1000;
  const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19);
  const quoted = item.includes(",") ? `"${item}"` : item;
  return [
    start,
    start + 86_400,
    iso(start),
    iso(start + 86_400),
    dollars(pico),
    "usd",
    quantity,
    unit,
    quoted,
    "",
    key,
    project,
  ]
    .concat(["org-Xk3example", "", "Example GmbH", "", ""])
    .join(",");
}

function openaiInvoice(records) {
  const sums = new Map();
  for (const { time, model, usage, api_key, project } of records) {
    for (const [meter, tokens] of Object.entries(usage)) {
      if (tokens === 0) continue;
      const key = [time.slice(0, 10), model, meter, api_key, project].join("|");
      sums.set(key, (sums.get(key) ?? 0) + tokens);
    }
  }
  const rows = [...sums].map(([key, tokens]) => {
    const [date, model, meter, api_key, project] = key.split("|");
    const tier = model.startsWith("gpt-5.4-mini") ? "batch api | " : "";
    const item = `${tier}${model}, ${CLASSES[meter]}`;
    return costRow(
      Number(date.slice(8)),
      BigInt(tokens) * OPENAI[model][meter],
      tokens,
      "tokens",
      item,
      api_key,
      project,
    );
  });
  rows.push(
    costRow(21, 4_115_000_000_000n, 1_646_000, "tokens", "gpt-5.4-sonar-preview, input", "key_search", "proj_search"),
  );
  rows.push(costRow(1, -25_000_000_000_000n, "", "", "Promotional credit"));
  return `${[COST_HEADER.join(","), ...rows.sort()].join("\n")}\n`;
}

const ANTHROPIC = {
  "claude-sonnet-4-5-20250929": {
    name: "Claude Sonnet 4.5",
    rates: { uncached_input: 3, cache_read: 0.3, cache_write_1h: 6, output: 15 },
  },
  "claude-haiku-4-5-20251001": { name: "Claude Haiku 4.5", rates: { uncached_input: 1, output: 5 } },
};
const TOKEN_TYPES = {
  uncached_input: "input_no_cache",
  cache_read: "input_cache_read",
  cache_write_1h: "input_cache_write_1h",
  output: "output",
};

function anthropicSums(records) {
  const sums = new Map();
  for (const { time, model, usage, api_key } of records) {
    const key = [time.slice(0, 10), model, api_key].join("|");
    const sum = sums.get(key) ?? {};
    for (const [meter, tokens] of Object.entries(usage)) sum[meter] = (sum[meter] ?? 0) + tokens;
    sums.set(key, sum);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

function anthropicCost(records) {
  const header =
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status";
  const rows = anthropicSums(records).flatMap(([key, sum]) => {
    const [date, model, api_key] = key.split("|");
    const { name, rates } = ANTHROPIC[model];
    return Object.entries(sum).map(([meter, tokens]) => {
      const cost = (Math.round((tokens * rates[meter]) / 10_000) / 100).toFixed(2);
      return `${date},${name},Production,${api_key},message,≤ 200k,${TOKEN_TYPES[meter]},${cost},${cost},token,global,,apikey_${api_key},active`;
    });
  });
  return `${[header, ...rows].join("\n")}\n`;
}

function anthropicTokens(records) {
  const header =
    "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed";
  const rows = anthropicSums(records).map(([key, sum]) => {
    const [date, model, api_key] = key.split("|");
    const { uncached_input: input = 0, cache_write_1h: written = 0, cache_read: read = 0, output = 0 } = sum;
    return `${date},${model},${api_key},Production,standard,≤ 200k,${input},0,${written},${read},${output},0,global,`;
  });
  return `${[header, ...rows].join("\n")}\n`;
}

const files = {
  "logs/gateway-2026-10.jsonl": jsonl(gateway),
  "logs/bots-2026-10.jsonl": jsonl(bots),
  "invoices/cost_2026-10-01_2026-10-31.csv": openaiInvoice([...search, ...chat, ...tags, ...evals]),
  "invoices/claude_api_cost_2026_10.csv": anthropicCost([...support, ...triage]),
  "invoices/claude_api_tokens_2026_10.csv": anthropicTokens([...support, ...triage]),
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
