import type { Catalog } from "../../../src/catalog/index.js";
import { parseCatalog } from "../../../src/catalog/parse.js";

const openai = `
provider: openai
name: OpenAI
url: https://platform.openai.com
id_grammar: openai
regions: {default: global, classes: {}}
charges: [{name: Promotional credit, category: credit}]
offers:
  - id: alpha
    model: alpha
    aliases: [alpha-2026-01-01]
    status: active
    prices:
      - from: 2026-01-01
        until: 2026-06-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 5, cache_read: 0.5, output: 20}
      - from: 2026-06-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        context: {long: {over: 272000, basis: input, scope: request}}
        rates: {uncached_input: 2.5, cache_read: 0.25, output: 15}
        rules:
          - {when: {context: long}, rates: {uncached_input: 5, cache_read: 0.5, output: 22.5}}
          - {when: {service_tier: [batch, flex]}, times: {tokens: 0.5}}
          - {when: {service_tier: priority}, times: {tokens: 2}}
          - {when: {region_class: eu}, times: {tokens: 1.1}}
  - id: beta
    model: beta
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 0.4, cache_read: 0.1, output: 1.6}
        rules: [{when: {service_tier: batch}, times: {tokens: 0.5}}]
      - from: 2026-01-01
        currency: EUR
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 0.36, cache_read: 0.09, output: 1.44}
  - id: web-search
    billing_names: [web search tool calls]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        rates: {web_search: {rate: 10, per: 1000, counts: "one call"}}
        allowances: [{meter: web_search, quantity: 100, per: month, scope: account}]
`;

const anthropic = `
provider: anthropic
name: Anthropic
url: https://console.anthropic.com
id_grammar: plain
regions: {default: global, classes: {}}
offers:
  - id: claude-gamma
    model: claude-gamma
    billing_names: [Claude Gamma]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        context: {long: {over: 200000, basis: input, scope: request}}
        rates: {uncached_input: 3, cache_read: 0.3, cache_write_5m: 3.75, cache_write_1h: 6, output: 15}
        rules:
          - {when: {service_tier: batch}, times: {tokens: 0.5}}
          - {when: {region_class: us}, times: {tokens: 1.1}}
          - {when: {speed: fast}, times: {tokens: 6}}
          - {when: {context: long}, times: {input: 2, output: 1.5}}
  - id: claude-delta
    model: claude-delta
    billing_names: [Claude Delta]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 1, cache_read: 0.1, cache_write_5m: 1.25, cache_write_1h: 2, output: 5}
        rules: [{when: {service_tier: [batch, flex]}, times: {tokens: 0.5}}, {when: {service_tier: priority}, times: {tokens: 1.5}}]
`;

const models = (family: string, ids: readonly string[]): string =>
  [
    `family: ${family}`,
    "models:",
    ...ids.map((id) => `  - {id: ${id}, name: ${id}, type: text, capabilities: [reasoning], description: x}`),
  ].join("\n");

/** The small catalog of the tests, with a policy of the test's own where it needs one. */
export function worldCatalog(policy?: string): Catalog {
  const { catalog, findings } = parseCatalog([
    ...(policy === undefined ? [] : [{ path: "catalog/policy.yaml", text: policy }]),
    { path: "catalog/providers/openai.yaml", text: openai },
    { path: "catalog/providers/anthropic.yaml", text: anthropic },
    { path: "catalog/models/openai.yaml", text: models("openai", ["alpha", "beta"]) },
    { path: "catalog/models/anthropic.yaml", text: models("anthropic", ["claude-gamma", "claude-delta"]) },
  ]);
  if (catalog === null || findings.length > 0) throw new Error(JSON.stringify(findings));
  return catalog;
}

export const catalog = worldCatalog();
