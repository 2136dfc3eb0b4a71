import { formatInstant, type Usage } from "../meters/index.js";
import type { Decimal, Money } from "../money/index.js";
import type { UsageEvent } from "./event.js";
import { TEXT_KEYS } from "./sources/usage-record.js";

/**
 * An event as one line of the project's own JSONL, without the line's end. Reading it back gives the same event. Whole
 * numbers that a double holds are written as numbers, all others as text, so that no digit is lost.
 */
export function exportRecord(event: UsageEvent): string {
  return JSON.stringify({
    id: event.id,
    time: formatInstant(event.time),
    provider: event.provider,
    model: event.model,
    usage: exportUsage(event.usage),
    reasoning: event.reasoning && exactNumber(event.reasoning),
    service_tier: event.serviceTier,
    ...Object.fromEntries(TEXT_KEYS.map(([key, field]) => [key, event[field]])),
    requests: event.requests,
    variant: event.variant,
    provider_cost: event.providerCost && exportMoney(event.providerCost),
    charged: event.charged && {
      ...exportMoney(event.charged),
      credits: event.charged.credits?.toString(),
    },
    source: event.source,
    unknown: event.unknown,
  });
}

function exportUsage(usage: Usage): Record<string, number | string> {
  return Object.fromEntries([...usage].map(([meter, quantity]) => [meter, exactNumber(quantity)]));
}

function exactNumber(value: Decimal): number | string {
  const text = value.toString();
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

function exportMoney(money: Money): { amount: string; currency: string } {
  return { amount: money.amount.toString(), currency: money.currency };
}
