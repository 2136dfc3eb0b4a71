import { UsageError } from "../findings/index.js";
import { compareTable } from "../reports/compare-table.js";
import { offerDetails } from "../reports/offer-document.js";
import { chooseOffer } from "./choose-offer.js";
import type { Command } from "./command.js";

export interface CompareOptions {
  readonly models: readonly string[];
}

export const compare: Command<CompareOptions> = {
  name: "compare",
  summary: "models side by side: what they can do and what they cost",
  description: "Sets models side by side: what they are, what they can do, and what they cost today.",
  arguments: [
    {
      name: "MODEL",
      description: "two or more, each provider/id or an unambiguous name",
      required: true,
      variadic: true,
    },
  ],
  options: [],
  formats: ["table", "json"],
  examples: [
    {
      command: "aimodels compare openai/gpt-5.4 anthropic/claude-sonnet-4-5",
      explains: "which of two models to take",
    },
  ],
  exitCodes: {},
  read(given) {
    if (given.arguments.length >= 2) return { models: given.arguments };
    throw new UsageError("compare needs two models or more", { remedy: "aimodels show MODEL shows one" });
  },
  async run({ models }, deps) {
    const catalog = await deps.openCatalog();
    const chosen = models.map((name) => chooseOffer(catalog, name, deps.now));
    const listed = chosen.filter((one, index) => chosen.findIndex(({ offer }) => offer === one.offer) === index);
    if (listed.length < 2) throw onlyOne(models);
    return {
      exit: 0,
      json: {
        schema: "aimodels/compare/v1",
        models: listed.map((each) => offerDetails(each, each.provider, deps.now)),
      },
      render: (_format, terminal) => compareTable(catalog, listed, deps.now, terminal),
      notes: [],
    };
  },
};

function onlyOne(names: readonly string[]): UsageError {
  return new UsageError(`${names.join(" and ")} are one model`, { remedy: "name another one beside it" });
}
