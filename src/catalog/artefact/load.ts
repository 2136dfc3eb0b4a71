import type { Catalog } from "../catalog.js";
import { latestCheck } from "../latest-check.js";
import { modelsCodec, policy, providersCodec } from "./catalog-codecs.js";
import { DecodeError, type Decoding, type Json, nullable, text, truth } from "./codec.js";
import { ARTEFACT_SCHEMA } from "./compile.js";
import { decodeAt, list, objectOf, record } from "./containers.js";

/** A text that is no artefact of a version that this program reads; the message says what was expected and what to do. */
export class ArtefactError extends Error {}

const texts = list(text);
const git = nullable(record<NonNullable<Catalog["git"]>>({ commit: text, dirty: truth }));

/** The catalog of a compiled artefact. Throws an ArtefactError on any other text. */
export function loadArtefact(artefact: string): Catalog {
  try {
    return decodeCatalog(parseHead(artefact));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const place = error.path.reverse().join(".");
    throw new ArtefactError(`the compiled catalog is damaged at ${place}: ${error.message}; compile it again`);
  }
}

/** Whether a text claims to be a compiled catalog: a quick look at its first characters. */
export function looksLikeArtefact(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"aimodels\/catalog\//.test(text.slice(0, 200));
}

function parseHead(artefact: string): { readonly [key: string]: Json | undefined } {
  let json: Json;
  try {
    json = JSON.parse(artefact);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArtefactError(`expected a compiled catalog, found a text that is no JSON (${reason}); compile it again`);
  }
  const schema = typeof json === "object" && json !== null && "schema" in json ? json.schema : undefined;
  if (schema !== ARTEFACT_SCHEMA) {
    const found = schema === undefined ? "no schema" : JSON.stringify(schema);
    throw new ArtefactError(
      `expected a compiled catalog of schema ${ARTEFACT_SCHEMA}, found ${found}; compile the catalog with this version of aimodels`,
    );
  }
  return objectOf(json);
}

function decodeCatalog(head: { readonly [key: string]: Json | undefined }): Catalog {
  const nowhere: Decoding = { files: [], layers: [] };
  const layers = decodeAt("layers", texts, head.layers, nowhere);
  const from: Decoding = { files: decodeAt("files", texts, head.files, nowhere), layers };
  const providers = decodeAt("providers", providersCodec, head.providers, from);
  return Object.freeze({
    providers,
    models: decodeAt("models", modelsCodec, head.models, from),
    policy: decodeAt("policy", policy, head.policy, from),
    layers,
    contentHash: decodeAt("content_hash", text, head.content_hash, from),
    git: decodeAt("git", git, head.git, from),
    checked: latestCheck(providers.values()),
  });
}
