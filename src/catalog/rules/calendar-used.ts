import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const calendarUsed: Rule = {
  id: "calendar-used",
  refs: ["R16"],
  severity: "warning",
  summary: "No price set uses a calendar that the provider declares: its hours change no price.",
  remedy: "name the calendar in the price sets that it is for, or take it out",
  *check(catalog) {
    for (const provider of catalog.providers.values()) {
      const used = new Set(provider.offers.flatMap((offer) => offer.prices.map((set) => set.calendar)));
      for (const [name, { position }] of provider.calendars) {
        if (used.has(name)) continue;
        const message = `no price set of ${provider.id} uses the calendar ${JSON.stringify(name)}`;
        yield { subject: providerSubject(provider), position, message, value: name };
      }
    }
  },
};
