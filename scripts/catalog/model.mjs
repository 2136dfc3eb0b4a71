/** What the catalogs of others call our capabilities. */
const FROM_LITELLM = {
  supports_vision: "image_input",
  supports_function_calling: "tool_calling",
  supports_response_schema: "structured_output",
  supports_reasoning: "reasoning",
  supports_prompt_caching: "prompt_caching",
  supports_pdf_input: "pdf_input",
  supports_computer_use: "computer_use",
  supports_audio_input: "audio_input",
  supports_audio_output: "audio_output",
  supports_video_input: "video_input",
  supports_web_search: "web_search",
};

/** What models.dev calls an input or output kind that we have a word for. */
const KINDS = new Set([
  "image_input",
  "audio_input",
  "video_input",
  "pdf_input",
  "image_output",
  "audio_output",
  "video_output",
]);

/** A curated model over its line, completed by the facts of models.dev and LiteLLM where the curation states none. */
export function buildModel(curated, file, facts) {
  const line = file.lines?.[curated.line] ?? {};
  const all = { ...line, ...curated };
  const known = factsOf(curated, facts);
  const name = all.name ?? known.name ?? curated.id;
  return compact({
    id: curated.id,
    name,
    type: all.type ?? "text",
    released: all.seen === undefined ? (all.released ?? known.released) : undefined,
    retired: all.retired,
    context_window: all.context_window ?? known.context_window,
    max_output: all.max_output ?? known.max_output,
    embedding_dimensions: all.embedding_dimensions ?? known.embedding_dimensions,
    capabilities: capabilitiesFor(line, curated, known),
    open_weights: all.open_weights ?? known.open_weights ?? false,
    tokenizer: all.tokenizer,
    description: all.description?.replaceAll("{name}", name),
    best_for: all.best_for,
    quality_tier: all.quality_tier,
    image_sizes: all.image_sizes,
    sort_order: curated.sort_order,
    waivers: all.waivers,
  });
}

/** Those of the sources, the line and the model together, less what the curation knows better (`without`). */
function capabilitiesFor(line, curated, known) {
  const all = new Set([...(known.capabilities ?? []), ...(line.capabilities ?? []), ...(curated.capabilities ?? [])]);
  for (const name of curated.without ?? []) all.delete(name);
  return [...all].sort();
}

function compact(entry) {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

function factsOf(curated, { modelsDev, litellm, providers, prefixes }) {
  const names = [curated.id, ...(curated.as ?? [])];
  const dev = names
    .flatMap((name) => providers.map((one) => modelsDev[one]?.models[name]))
    .find((one) => one !== undefined);
  const map = names
    .flatMap((name) => prefixes.map((prefix) => litellm[prefix + name]))
    .find((one) => one !== undefined);
  return {
    name: dev?.name?.replace(/ \(latest\)$/, ""),
    released: /^\d{4}-\d\d-\d\d$/.test(dev?.release_date ?? "") ? dev.release_date : undefined,
    context_window: dev?.limit?.context || map?.max_input_tokens || undefined,
    max_output: (map?.output_vector_size ? undefined : dev?.limit?.output || map?.max_output_tokens) || undefined,
    embedding_dimensions: map?.output_vector_size,
    open_weights: dev?.open_weights,
    capabilities: capabilitiesOf(dev, map),
  };
}

function capabilitiesOf(dev, map) {
  const found = new Set();
  for (const [key, capability] of Object.entries(FROM_LITELLM)) if (map?.[key]) found.add(capability);
  if (dev?.tool_call) found.add("tool_calling");
  if (dev?.reasoning) found.add("reasoning");
  if (dev?.structured_output) found.add("structured_output");
  if (dev?.cost?.cache_read) found.add("prompt_caching");
  for (const kind of dev?.modalities?.input ?? []) found.add(`${kind}_input`);
  for (const kind of dev?.modalities?.output ?? []) found.add(`${kind}_output`);
  const words = new Set([...Object.values(FROM_LITELLM), ...KINDS]);
  return [...found].filter((name) => words.has(name));
}
