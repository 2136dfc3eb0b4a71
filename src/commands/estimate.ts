import type { Catalog } from "../catalog/index.js";
import { didYouMean, UsageError } from "../findings/index.js";
import { intervalOf, type Meter, meter, wholeInput } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { type PriceConditions, priceOffer } from "../pricing/index.js";
import { type Estimate, estimateDocument } from "../reports/estimate.js";
import { estimateTable } from "../reports/estimate-table.js";
import { type ChosenOffer, chooseOffer } from "./choose-offer.js";
import type { Command, Deps } from "./command.js";
import { type CountedText, countTokens, readPrompt } from "./count-tokens.js";
import { type EstimateOptions, readEstimateOptions } from "./estimate-options.js";

const INPUT = meter("uncached_input");

export const estimate: Command<EstimateOptions> = {
  name: "estimate",
  summary: "what a usage costs, exactly, at one model or several",
  description: [
    "Prices a usage to the last digit, and says where each rate stands in the catalog.",
    "Several models are set side by side.",
  ].join(" "),
  arguments: [
    { name: "MODEL", description: "provider/id, or any name that is unambiguous", required: false, variadic: true },
  ],
  options: [
    {
      name: "usage",
      value: "USAGE",
      description: "METER=QUANTITY,… of one request; reasoning=N says how much of output it was",
      repeats: true,
    },
    {
      name: "service-tier",
      value: "TIER",
      description: "standard, batch, flex, priority, reserved or free",
      default: "standard",
    },
    { name: "region", value: "R", description: "a region of the provider, or a region class" },
    { name: "at", value: "TIME", description: "the day or the time of the prices", default: "now" },
    { name: "requests", value: "N", description: "so many requests, each of that usage", default: "1" },
    { name: "operation", value: "NAME", description: "the model that policy.yaml names for this operation" },
    { name: "input-file", value: "PROMPT", description: "count the input's tokens in this file; - is standard input" },
  ],
  formats: ["table", "json"],
  examples: [
    {
      command: "aimodels estimate openai/gpt-5.4 --usage uncached_input=1000,cache_read=200,output=50",
      explains: "one request",
    },
    {
      command:
        "aimodels estimate gpt-5.4 claude-sonnet-4-5 --input-file prompt.txt --usage output=500 --requests 10000",
      explains: "ten thousand requests of a prompt, at two models",
    },
  ],
  exitCodes: { 1: "done, and a used meter has no price" },
  read: readEstimateOptions,
  async run(options, deps) {
    const catalog = await deps.openCatalog();
    const at = options.at ?? deps.now;
    const offers = namesOf(catalog, options).map((name) => chooseOffer(catalog, name, at));
    const text = options.inputFile === undefined ? undefined : await readPrompt(options.inputFile, deps);
    const estimates: Estimate[] = [];
    for (const chosen of offers) estimates.push(await estimateOne(catalog, chosen, options, deps, text));
    return {
      exit: estimates.every(({ cost }) => cost.complete) ? 0 : 1,
      json: estimateDocument(estimates),
      render: (_format, terminal) => estimateTable(catalog, estimates, terminal),
      notes: [...new Set(offers.flatMap((chosen) => nearRegion(chosen, options.region))), ...approximations(estimates)],
    };
  },
};

/** The models that were named, and the one of the operation. */
function namesOf(catalog: Catalog, { models, operation }: EstimateOptions): string[] {
  if (operation === undefined) return [...models];
  const reference = catalog.policy.operations.get(operation);
  if (reference !== undefined) return [reference.offer, ...models];
  const known = [...catalog.policy.operations.keys()];
  throw new UsageError(`policy.yaml names no model for the operation ${JSON.stringify(operation)}`, {
    remedy: known.length === 0 ? "it names no operations at all" : `its operations are ${known.join(", ")}`,
  });
}

async function estimateOne(
  catalog: Catalog,
  chosen: ChosenOffer,
  options: EstimateOptions,
  deps: Deps,
  text: string | undefined,
): Promise<Estimate> {
  const at = options.at ?? deps.now;
  const counted = text === undefined ? null : await countTokens(text, chosen.model?.tokenizer ?? null);
  const each = withCounted(options.usage, counted);
  const requests = Decimal.fromInteger(options.requests);
  const usage = new Map([...each].map(([name, quantity]) => [name, quantity.mul(requests)]));
  // Every request has the same input, so long context follows from one request's and not from the sum.
  const conditions = { ...conditionsOf(chosen, options), interval: intervalOf(wholeInput(each)) };
  const reasoning = options.reasoning?.mul(requests);
  const { offer, lifted } = chosen;
  const request = { provider: offer.provider, model: offer.id, at, usage, conditions, reasoning };
  const cost = priceOffer(catalog, offer, lifted, request, at, { trace: true });
  return { offer, at, cost, requests: options.requests, counted };
}

function withCounted(usage: ReadonlyMap<Meter, Decimal>, counted: CountedText | null): ReadonlyMap<Meter, Decimal> {
  if (counted === null) return usage;
  if (!usage.has(INPUT)) return new Map([[INPUT, counted.tokens], ...usage]);
  throw new UsageError("--input-file and --usage both state uncached_input", { remedy: "leave it out of --usage" });
}

/** `--region` takes what the provider calls a region, or one of the classes that its regions fall into. */
function conditionsOf(chosen: ChosenOffer, { serviceTier, region }: EstimateOptions): PriceConditions {
  if (region === undefined) return { serviceTier };
  const isClass = classesOf(chosen).has(region) && !chosen.provider.regions.classes.has(region);
  return isClass ? { serviceTier, regionClass: region } : { serviceTier, region };
}

function classesOf({ provider, offer }: ChosenOffer): ReadonlySet<string> {
  const { classes, default: byDefault } = provider.regions;
  return new Set([byDefault, ...(offer.regionClass === null ? [] : [offer.regionClass]), ...classes.values()]);
}

/** What a mistyped region may have meant: its usage stays unpriced. */
function nearRegion(chosen: ChosenOffer, region: string | undefined): string[] {
  const known = new Set([...chosen.provider.regions.classes.keys(), ...classesOf(chosen)]);
  if (region === undefined || known.has(region)) return [];
  const near = didYouMean(region, known) || `its regions and classes are ${[...known].join(", ")}`;
  return [`${chosen.provider.id} has no region ${JSON.stringify(region)} in the catalog; ${near}`];
}

function approximations(estimates: readonly Estimate[]): string[] {
  const approximate = estimates.filter(({ counted }) => counted !== null && !counted.exact);
  if (approximate.length === 0) return [];
  const names = approximate.map(({ offer }) => `${offer.provider}/${offer.id}`).join(", ");
  return [`The input's tokens are approximate for ${names}: the tokenizer is not public.`];
}
