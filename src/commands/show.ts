import { UsageError } from "../findings/index.js";
import { offerDetails } from "../reports/offer-document.js";
import { showTable } from "../reports/show-table.js";
import { chooseOffer } from "./choose-offer.js";
import type { Command } from "./command.js";

export interface ShowOptions {
  readonly model: string;
}

export const show: Command<ShowOptions> = {
  name: "show",
  summary: "one model: its price sheet, dates, names and sources",
  description:
    "Shows all that the catalog knows of one offer: its prices under every condition, with dates and sources.",
  arguments: [
    { name: "MODEL", description: "provider/id, or any name that is unambiguous", required: true, variadic: false },
  ],
  options: [],
  formats: ["table", "json"],
  examples: [{ command: "aimodels show openai/gpt-5.4", explains: "the price sheet of one model" }],
  exitCodes: {},
  read(given) {
    const [model] = given.arguments;
    if (model === undefined) throw new UsageError("show needs a model", { remedy: "aimodels list prints their names" });
    return { model };
  },
  async run({ model }, deps) {
    const catalog = await deps.openCatalog();
    const listed = chooseOffer(catalog, model, deps.now);
    return {
      exit: 0,
      json: { schema: "aimodels/show/v1", ...offerDetails(listed, listed.provider, deps.now) },
      render: (_format, terminal) => showTable(catalog, listed, deps.now, terminal),
      notes: [],
    };
  },
};
