import { didYouMean, UsageError } from "../findings/index.js";
import type { Instant, ServiceTier } from "../meters/index.js";
import {
  isOutputMeter,
  isServiceTier,
  type Meter,
  mapServiceTier,
  parseInstant,
  parseMeter,
  SERVICE_TIERS,
  suggestMeter,
} from "../meters/index.js";
import { Decimal, parseDecimal } from "../money/index.js";
import type { Given } from "./command.js";

export interface EstimateOptions {
  readonly models: readonly string[];
  readonly usage: ReadonlyMap<Meter, Decimal>;
  /** Of the output, the reasoning tokens: a memo. */
  readonly reasoning: Decimal | undefined;
  readonly serviceTier: ServiceTier | undefined;
  readonly region: string | undefined;
  readonly at: Instant | undefined;
  readonly requests: number;
  readonly operation: string | undefined;
  readonly inputFile: string | undefined;
}

/** Throws a UsageError that names the option, what it takes and what it was given. */
export function readEstimateOptions(given: Given): EstimateOptions {
  const { usage, reasoning } = readUsage(given.texts("usage"));
  const options: EstimateOptions = {
    models: given.arguments,
    usage,
    reasoning,
    serviceTier: readTier(given.text("service-tier")),
    region: given.text("region"),
    at: readTime("at", given.text("at")),
    requests: readRequests(given.text("requests")),
    operation: given.text("operation"),
    inputFile: given.text("input-file"),
  };
  if (usage.size === 0 && options.inputFile === undefined) {
    throw new UsageError("estimate needs to know what is used", {
      remedy: "give --usage uncached_input=1000,output=500, or --input-file PROMPT",
    });
  }
  if (options.models.length === 0 && options.operation === undefined) {
    throw new UsageError("estimate needs a model", { remedy: "name one, as aimodels list prints it: openai/gpt-5.4" });
  }
  return options;
}

/** A date (00:00 UTC) or a time in RFC 3339. */
export function readTime(option: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (at !== undefined) return at;
  throw new UsageError(`--${option} expects a date or a time in RFC 3339, found ${JSON.stringify(text)}`, {
    remedy: `for example --${option} 2026-10-01 or --${option} 2026-10-01T12:00:00Z`,
  });
}

interface GivenUsage {
  readonly usage: ReadonlyMap<Meter, Decimal>;
  readonly reasoning: Decimal | undefined;
}

function readUsage(texts: readonly string[]): GivenUsage {
  const usage = new Map<Meter, Decimal>();
  let reasoning: Decimal | undefined;
  for (const part of texts.flatMap((text) => text.split(",")).filter((part) => part.trim() !== "")) {
    const [name = "", quantity = "", ...more] = part.split("=").map((side) => side.trim());
    if (more.length > 0 || quantity === "") throw wrongPart(part);
    if (name === "reasoning") reasoning = readQuantity(name, quantity);
    else addPart(usage, name, readQuantity(name, quantity));
  }
  const output = Decimal.sum([...usage].filter(([meter]) => isOutputMeter(meter)).map(([, quantity]) => quantity));
  if (reasoning?.greaterThan(output)) {
    throw new UsageError(`--usage states reasoning=${reasoning} of an output of ${output}`, {
      remedy: "output holds the reasoning tokens: give at least as many",
    });
  }
  return { usage, reasoning };
}

function addPart(usage: Map<Meter, Decimal>, name: string, quantity: Decimal): void {
  const meter = parseMeter(name);
  if (meter === undefined) throw new UsageError(`unknown meter ${JSON.stringify(name)}; ${suggestMeter(name)}`);
  if (usage.has(meter)) throw new UsageError(`--usage states ${name} twice`, { remedy: "state each meter once" });
  usage.set(meter, quantity);
}

function readQuantity(name: string, text: string): Decimal {
  const quantity = parseDecimal(text.replaceAll("_", ""));
  if (quantity !== undefined && quantity.sign() >= 0) return quantity;
  throw new UsageError(`--usage expects a number of 0 or more for ${name}, found ${JSON.stringify(text)}`);
}

function wrongPart(part: string): UsageError {
  return new UsageError(`--usage expects METER=QUANTITY, found ${JSON.stringify(part)}`, {
    remedy: "separate several with commas: --usage uncached_input=1000,cache_read=200,output=50",
  });
}

function readTier(word: string | undefined): ServiceTier | undefined {
  if (word === undefined) return undefined;
  const tier = mapServiceTier(word);
  if (isServiceTier(tier)) return tier;
  const near = didYouMean(word, SERVICE_TIERS);
  throw new UsageError(`unknown service tier ${JSON.stringify(word)}${near === "" ? "" : `; ${near}`}`, {
    remedy: `the service tiers are ${SERVICE_TIERS.join(", ")}`,
  });
}

function readRequests(text: string | undefined): number {
  if (text === undefined) return 1;
  const requests = Number(text);
  if (/^[0-9]{1,15}$/.test(text) && requests > 0) return requests;
  throw new UsageError(`--requests expects a whole number from 1 to 999999999999999, found ${JSON.stringify(text)}`);
}
