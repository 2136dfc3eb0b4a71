import * as z from "zod";
import { PROVIDERS } from "../../meters/index.js";
import { CURRENCIES } from "../../money/index.js";
import { CHARGE_CATEGORIES, ID_GRAMMARS, LIFECYCLE } from "../provider.js";
import { object } from "./object.js";
import { priceSet } from "./price-set.js";
import { clockTime, day, instant, numeral, positive, text, timeZone, truth } from "./scalars.js";
import { datedName, waivers } from "./shared.js";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const calendarWindow = object({
  name: text,
  weekdays: z.array(z.enum(WEEKDAYS)).min(1),
  from: clockTime,
  to: clockTime,
}).superRefine((window, context) => {
  if (window.from < window.to) return;
  const message = "a window that ends after it begins; one over midnight is written as two";
  context.addIssue({ code: "custom", message, path: ["to"] });
});

const calendar = object({
  time_zone: timeZone,
  otherwise: text,
  windows: z.array(calendarWindow).min(1),
  holidays: z.record(day, text).optional(),
  workdays: z.record(day, text).optional(),
});
export type RawCalendar = z.infer<typeof calendar>;

const charge = object({
  name: text,
  from: instant.optional(),
  until: instant.optional(),
  category: z.enum(CHARGE_CATEGORIES.filter((category) => category !== "usage")),
});

const api = object({ name: text, base_url: text.optional(), output_limit_parameter: text.optional() });
const credential = object({ name: text, env: z.array(text).optional(), required: truth });
const regions = object({ default: text, classes: z.record(text, text).optional() });

/** The price of everything in an overlay, in a time: a last factor. */
const discount = object({
  factor: positive,
  from: instant,
  until: instant.optional(),
  currency: z.enum(CURRENCIES),
  source: text,
  checked: day,
});
export type RawDiscount = z.infer<typeof discount>;

const offerShape = {
  id: text,
  model: text.optional(),
  aliases: z.array(datedName).optional(),
  billing_names: z.array(datedName).optional(),
  status: z.enum(LIFECYCLE),
  deprecated_on: day.optional(),
  retires_on: day.optional(),
  replacement: text.optional(),
  region_class: text.optional(),
  batch_share: numeral.optional(),
  notes: text.optional(),
  prices: z.array(priceSet),
  waivers,
};

const providerShape = {
  provider: z.enum(PROVIDERS),
  name: text,
  url: text,
  pricing_url: text.optional(),
  also_known_as: z.array(text).optional(),
  id_grammar: z.enum(ID_GRAMMARS),
  apis: z.array(api).optional(),
  credentials: z.array(credential).optional(),
  regions,
  calendars: z.record(text, calendar).optional(),
  charges: z.array(charge).optional(),
  waivers,
};

const offer = object(offerShape);
export type RawOffer = z.infer<typeof offer>;

/** providers/*.yaml of a catalog that stands by itself. */
export const providerFile = object({ ...providerShape, offers: z.array(offer) });
export type RawProvider = z.infer<typeof providerFile>;

const overlayOffer = offer.partial().required({ id: true });
export type RawOverlayOffer = z.infer<typeof overlayOffer>;

/** providers/*.yaml of an overlay: what it does not say stays as the base has it. */
export const overlayProviderFile = object({
  ...providerShape,
  offers: z.array(overlayOffer),
  discounts: z.array(discount),
})
  .partial()
  .required({ provider: true });
export type RawOverlayProvider = z.infer<typeof overlayProviderFile>;
