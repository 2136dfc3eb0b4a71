import * as z from "zod";
import { PROVIDERS } from "../../meters/index.js";
import { CURRENCIES } from "../../money/index.js";
import { MODEL_TYPES } from "../model.js";
import { object } from "./object.js";
import { numeral, positive, text } from "./scalars.js";

const reference = text;
const name = object({
  provider: z.enum(PROVIDERS),
  dimension: z.enum(["account", "project", "api_key"]),
  invoice: text,
  ledger: text,
});

/** policy.yaml, of a catalog and of an overlay alike: every key may be left out. */
export const policyFile = object({
  defaults: z.partialRecord(z.enum(MODEL_TYPES), reference).optional(),
  credits: object({ currency: z.enum(CURRENCIES), per_unit: positive }).optional(),
  tolerance: object({ ratio: numeral, amount: numeral }).optional(),
  source_that_counts: z.partialRecord(z.enum(PROVIDERS), text).optional(),
  names: z.array(name).optional(),
  roles: z.record(text, reference).optional(),
  operations: z.record(text, reference).optional(),
});
export type RawPolicy = z.infer<typeof policyFile>;
