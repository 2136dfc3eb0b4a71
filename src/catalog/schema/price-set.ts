import * as z from "zod";
import { DIMENSIONS, METER_GROUPS } from "../../meters/index.js";
import { CURRENCIES } from "../../money/index.js";
import { Numeral } from "../yaml/numeral.js";
import { object } from "./object.js";
import { day, dimensionValue, instant, isMeterName, numeral, positive, text, whole } from "./scalars.js";

const meter = z.string().refine(isMeterName, { error: "a meter", params: { names: "meter" } });
const priceKey = z.string().refine((name) => name === "output_reasoning" || isMeterName(name), {
  error: "a meter",
  params: { names: "meter" },
});
const timesKey = z.string().refine((name) => isPriceKeyOrGroup(name), {
  error: "a meter or a group of meters",
  params: { names: "meter or group" },
});

function isPriceKeyOrGroup(name: string): boolean {
  return name === "output_reasoning" || isMeterName(name) || (METER_GROUPS as readonly string[]).includes(name);
}

const rate = z.union([
  numeral,
  object({ rate: numeral, per: positive.optional(), counts: text.optional() }),
  object({ billed_as: meter }),
]);
const rates = z.record(priceKey, rate);

const whenValue = z.union([dimensionValue, z.array(dimensionValue).min(1)]);
const when = object(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, whenValue.optional()])) as WhenShape);
type WhenShape = Record<(typeof DIMENSIONS)[number], z.ZodOptional<typeof whenValue>>;

const rule = object({
  when,
  rates: rates.optional(),
  times: z.record(timesKey, numeral).optional(),
});

// Every known threshold counts all input and moves the whole request; a file says so, that nobody takes it for another.
const threshold = object({
  over: whole.optional(),
  at_least: whole.optional(),
  basis: z.literal("input"),
  scope: z.literal("request"),
});

const allowance = object({
  meter,
  quantity: positive,
  per: z.enum(["day", "month"]),
  scope: z.enum(["account", "project", "model"]),
});

const priceSetShape = object({
  from: instant,
  until: instant.optional(),
  currency: z.enum(CURRENCIES),
  status: z.enum(["confirmed", "announced", "cancelled"]).optional(),
  recheck_on: day.optional(),
  source: text,
  checked: day,
  unverified: text.optional(),
  price: z.enum(["rates", "reported"]).optional(),
  per: positive.optional(),
  context: z.record(text, threshold).optional(),
  calendar: text.optional(),
  rates: rates.optional(),
  rules: z.array(rule).optional(),
  not_offered: z.array(when).optional(),
  allowances: z.array(allowance).optional(),
  discount: positive.optional(),
});
export type RawPriceSet = z.infer<typeof priceSetShape>;
export type RawRate = z.infer<typeof rate>;
export type RawWhen = z.infer<typeof when>;
export type RawRule = z.infer<typeof rule>;

/** A price set, with what one key demands of the others. */
export const priceSet = priceSetShape.superRefine((set, context) => {
  const wrong = (message: string, ...path: (string | number)[]) => {
    context.addIssue({ code: "custom", message, path });
  };
  for (const path of plainNumbersWithoutPer(set))
    wrong("the set to say what plain numbers are per (per: 1000000)", ...path);
  for (const [name, value] of Object.entries(set.context ?? {})) {
    const stated = Number(value.over !== undefined) + Number(value.at_least !== undefined);
    if (stated !== 1) wrong("either over or at_least", "context", name);
  }
  if (set.price === "reported" && set.rates !== undefined) wrong("no rates where the price is reported", "rates");
});

function plainNumbersWithoutPer(set: RawPriceSet): (string | number)[][] {
  if (set.per !== undefined) return [];
  const places: (string | number)[][] = plainRates(set.rates).map((key) => ["rates", key]);
  for (const [index, each] of (set.rules ?? []).entries()) {
    places.push(...plainRates(each.rates).map((key) => ["rules", index, "rates", key]));
  }
  return places;
}

function plainRates(stated: Readonly<Record<string, RawRate>> | undefined): string[] {
  return Object.entries(stated ?? {}).flatMap(([key, value]) =>
    value instanceof Numeral || ("rate" in value && value.per === undefined) ? [key] : [],
  );
}
