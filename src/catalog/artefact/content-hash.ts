import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Catalog } from "../catalog.js";
import { modelsCodec, policy, providersCodec } from "./catalog-codecs.js";
import type { Encoding, Json } from "./codec.js";

const hashing: Encoding = { purpose: "hash", indexOfFile: () => 0, indexOfLayer: () => 0 };

/**
 * sha256, in hex, over what changes an answer, in one canonical order: the same for the same content whatever the order of
 * keys and offers, the files it is spread over, comments, positions, layers' paths and git.
 */
export function contentHash(catalog: Pick<Catalog, "providers" | "models" | "policy">): string {
  const content: Record<string, Json> = {
    models: modelsCodec.encode(catalog.models, hashing) ?? [],
    policy: policy.encode(catalog.policy, hashing) ?? {},
    providers: providersCodec.encode(catalog.providers, hashing) ?? [],
  };
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(content))));
}
