import {
  CAPABILITIES,
  type Capability,
  type Catalog,
  LIFECYCLE,
  type Lifecycle,
  MODEL_TYPES,
  type ModelType,
} from "../catalog/index.js";
import { compareText } from "../findings/index.js";
import { FAMILIES, type Family, PROVIDERS, type Provider } from "../meters/index.js";
import type { ListedOffer } from "../reports/list-table.js";
import { offerSummary } from "../reports/offer-document.js";
import { one, several } from "./closed-word.js";
import type { Command } from "./command.js";

/** Which offers to list; what is undefined or empty does not matter. */
export interface ListOptions {
  readonly type: ModelType | undefined;
  readonly provider: Provider | undefined;
  readonly family: Family | undefined;
  readonly status: Lifecycle | undefined;
  /** An offer must have all of them. */
  readonly capabilities: readonly Capability[];
  /** Only the offers that policy.yaml names as the default of a type. */
  readonly onlyDefaults: boolean;
}

export const list: Command<ListOptions> = {
  name: "list",
  summary: "the models of the catalog, with their prices of today",
  description: "Lists the offers of the catalog: what each provider sells, with its status and its price of today.",
  arguments: [],
  options: [
    { name: "type", value: "T", description: "only models of this type", choices: MODEL_TYPES },
    { name: "provider", value: "P", description: "only what this provider sells", choices: PROVIDERS },
    { name: "family", value: "F", description: "only what this maker made, whoever sells it", choices: FAMILIES },
    { name: "status", value: "S", description: "only offers in this state", choices: LIFECYCLE },
    {
      name: "capability",
      value: "C",
      description: "only models that can do this; may repeat",
      choices: CAPABILITIES,
      repeats: true,
    },
    { name: "default", description: "only the default of each type, as policy.yaml names them" },
  ],
  formats: ["table", "json", "csv"],
  examples: [
    { command: "aimodels list --provider anthropic --status active", explains: "what Anthropic sells today" },
    { command: "aimodels list --type embedding --json", explains: "all embedding models, for a script" },
  ],
  exitCodes: {},
  read: (given) => ({
    type: one(given.text("type"), MODEL_TYPES),
    provider: one(given.text("provider"), PROVIDERS),
    family: one(given.text("family"), FAMILIES),
    status: one(given.text("status"), LIFECYCLE),
    capabilities: several(given.texts("capability"), CAPABILITIES),
    onlyDefaults: given.flag("default"),
  }),
  async run(options, deps) {
    const catalog = await deps.openCatalog();
    const offers = listed(catalog, options);
    const defaults = defaultsOf(catalog);
    const summaries = offers.map((each) => ({ ...offerSummary(each), default_for: defaults.get(nameOf(each)) ?? [] }));
    return {
      exit: 0,
      json: { schema: "aimodels/list/v1", models: summaries },
      render: async (format, terminal) => {
        if (format === "csv") return await listCsv(summaries);
        const { listTable } = await import("../reports/list-table.js");
        return listTable(catalog, offers, deps.now, terminal);
      },
      notes: [],
    };
  },
};

/** By provider, then as the catalog's makers sorted their models, then by name. */
function listed(catalog: Catalog, options: ListOptions): ListedOffer[] {
  const defaults = defaultsOf(catalog);
  const all = [...catalog.providers.values()].flatMap((provider) =>
    provider.offers.map((offer) => ({ offer, model: catalog.models.get(offer.model ?? "") ?? null })),
  );
  return all
    .filter(({ offer }) => options.provider === undefined || offer.provider === options.provider)
    .filter(({ offer }) => options.status === undefined || offer.status === options.status)
    .filter(({ model }) => options.type === undefined || model?.type === options.type)
    .filter(({ model }) => options.family === undefined || model?.family === options.family)
    .filter(({ model }) => options.capabilities.every((capability) => model?.capabilities.includes(capability)))
    .filter((each) => !options.onlyDefaults || defaults.has(nameOf(each)))
    .sort(inOrder);
}

function inOrder(a: ListedOffer, b: ListedOffer): number {
  return (
    PROVIDERS.indexOf(a.offer.provider) - PROVIDERS.indexOf(b.offer.provider) ||
    sortOrder(a) - sortOrder(b) ||
    compareText(a.offer.id, b.offer.id)
  );
}

function sortOrder({ model }: ListedOffer): number {
  return model?.sortOrder ?? Number.MAX_SAFE_INTEGER;
}

function nameOf({ offer }: ListedOffer): string {
  return `${offer.provider}/${offer.id}`;
}

/** The types that each offer is the default of, by `provider/id`. */
function defaultsOf(catalog: Catalog): Map<string, ModelType[]> {
  const defaults = new Map<string, ModelType[]>();
  for (const [type, { offer }] of catalog.policy.defaults) defaults.set(offer, [...(defaults.get(offer) ?? []), type]);
  return defaults;
}

const CSV_COLUMNS = [
  "provider",
  "id",
  "family",
  "type",
  "status",
  "context_window",
  "max_output",
  "retires_on",
] as const;

async function listCsv(summaries: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  const { csvText } = await import("../reports/csv-text.js");
  const cell = (value: unknown): string | number | null =>
    typeof value === "string" || typeof value === "number" ? value : null;
  const rows = summaries.map((summary) => CSV_COLUMNS.map((column) => cell(summary[column])));
  return csvText(CSV_COLUMNS, rows);
}
