import { findProvider } from "../catalog/find.js";
import type { Catalog } from "../catalog/index.js";
import { didYouMean, UsageError } from "../findings/index.js";
import { type Instant, PROVIDERS, parseInstant, QUARTER_HOUR } from "../meters/index.js";
import { Decimal, parseDecimal } from "../money/index.js";
import type { ReconcileOptions } from "../reconcile/index.js";
import type { Given } from "./command.js";
import { readTime } from "./estimate-options.js";
import { formatOfId } from "./read-invoice.js";

export const BY = ["provider", "model", "project", "account", "api_key"] as const;
export type By = (typeof BY)[number];

/** What was typed; the provider is looked up once the catalog is open, and the zone once the period is known. */
export interface ReconcileGiven {
  readonly files: readonly string[];
  readonly from: string | undefined;
  readonly since: Instant | undefined;
  readonly until: Instant | undefined;
  readonly provider: string | undefined;
  readonly account: string | undefined;
  readonly project: string | undefined;
  readonly timeZone: string | undefined;
  readonly toleranceRatio: Decimal | undefined;
  readonly toleranceAmount: Decimal | undefined;
  readonly taxRate: Decimal | undefined;
  readonly exchangeRate: Decimal | undefined;
  readonly by: By | undefined;
  readonly add: boolean;
}

export function readReconcileOptions(given: Given): ReconcileGiven {
  if (given.arguments.length === 0) {
    throw new UsageError("no invoice was given", { remedy: "name a file: aimodels reconcile invoice.csv" });
  }
  const from = given.text("from");
  if (from !== undefined) formatOfId(from);
  return {
    files: given.arguments,
    from,
    ...readPeriod(given),
    provider: given.text("provider"),
    account: given.text("account"),
    project: given.text("project"),
    timeZone: readZone(given.text("time-zone")),
    toleranceRatio: readRatio("tolerance", given.text("tolerance")),
    toleranceAmount: readAmount("tolerance-amount", given.text("tolerance-amount")),
    taxRate: readRatio("tax-rate", given.text("tax-rate")),
    exchangeRate: readAmount("exchange-rate", given.text("exchange-rate")),
    by: readBy(given.text("by")),
    add: given.flag("add"),
  };
}

const MONTH = /^(\d{4})-(\d\d)$/;

function readPeriod(given: Given): { since: Instant | undefined; until: Instant | undefined } {
  const [period, since, until] = [given.text("period"), given.text("since"), given.text("until")];
  if (period === undefined) return { since: quarter("since", since), until: quarter("until", until) };
  if (since !== undefined || until !== undefined) throw new UsageError("give --period, or --since and --until");
  const match = MONTH.exec(period);
  const month = Number(match?.[2]);
  if (match === null || month < 1 || month > 12) {
    throw new UsageError(`expected a month such as 2026-10 for --period, found ${JSON.stringify(period)}`);
  }
  const year = Number(match[1]);
  return { since: Date.UTC(year, month - 1, 1), until: Date.UTC(year, month, 1) };
}

function quarter(option: string, text: string | undefined): Instant | undefined {
  const at = readTime(option, text);
  if (at !== undefined && at % QUARTER_HOUR !== 0) {
    throw new UsageError(`--${option} must lie on a quarter hour: the ledger's totals are kept by it`);
  }
  return at;
}

/** `0.5%` or `0.005`. */
function readRatio(option: string, text: string | undefined): Decimal | undefined {
  if (text === undefined) return undefined;
  const value = parseDecimal(text.replace(/%$/, "").trim());
  if (value === undefined || value.sign() < 0) {
    throw new UsageError(`expected a share such as 0.5% or 0.005 for --${option}, found ${JSON.stringify(text)}`);
  }
  return text.endsWith("%") ? value.mul(new Decimal(1n, 2)) : value;
}

function readAmount(option: string, text: string | undefined): Decimal | undefined {
  const value = text === undefined ? undefined : parseDecimal(text);
  if (text !== undefined && (value === undefined || value.sign() < 0)) {
    throw new UsageError(`expected an amount such as 0.01 for --${option}, found ${JSON.stringify(text)}`);
  }
  return value;
}

function readBy(text: string | undefined): By | undefined {
  const by = BY.find((word) => word === text);
  if (text !== undefined && by === undefined) {
    throw new UsageError(`expected one of ${BY.join(", ")} for --by, found ${JSON.stringify(text)}`);
  }
  return by;
}

function readZone(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return text;
  } catch {
    throw new UsageError(`there is no time zone ${JSON.stringify(text)}`, {
      remedy: "name it as the IANA database does: UTC, America/Los_Angeles, Asia/Shanghai, +08:00",
    });
  }
}

/** The options of the reconciliation itself, with the catalog's tolerances where none were given. */
export function optionsOf(given: ReconcileGiven, catalog: Catalog, dayOffset: number): ReconcileOptions {
  const provider = given.provider === undefined ? undefined : findProvider(catalog, given.provider);
  if (given.provider !== undefined && provider === undefined) {
    throw new UsageError(`there is no provider ${JSON.stringify(given.provider)}`, {
      remedy: didYouMean(given.provider, PROVIDERS) || "aimodels list shows the providers",
    });
  }
  const { since, until, account, project, taxRate, exchangeRate } = given;
  return {
    dayOffset,
    toleranceRatio: given.toleranceRatio ?? catalog.policy.tolerance.ratio,
    toleranceAmount: given.toleranceAmount ?? catalog.policy.tolerance.amount,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(provider === undefined ? {} : { provider: provider.id }),
    ...(account === undefined ? {} : { account }),
    ...(project === undefined ? {} : { project }),
    ...(taxRate === undefined ? {} : { taxRate }),
    ...(exchangeRate === undefined ? {} : { exchangeRate }),
  };
}

/** The zone's offset from UTC at an instant, in milliseconds. */
export function offsetOf(timeZone: string, at: Instant): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? "00";
  const text = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:00Z`;
  return (parseInstant(text) ?? at) - Math.floor(at / 60_000) * 60_000;
}
