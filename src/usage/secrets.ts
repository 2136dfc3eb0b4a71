import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Shapes that only credentials have, by the prefixes their issuers document (OpenAI, Anthropic, OpenRouter, AWS, Google,
 * xAI, Groq, GitHub, GitLab, Slack, Hugging Face, …), and tokens by the way they are written.
 */
const ISSUED = [
  "sk-(?:[A-Za-z0-9_-]{16,}|(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{6,})",
  "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,}",
  "(?:AKIA|ASIA)[A-Z0-9]{12,}",
  "(?:ABSK|bedrock-api-key-)[A-Za-z0-9+/=]{20,}",
  "(?:AIza|GOCSPX-|AQ\\.|ya29\\.)[A-Za-z0-9_.-]{20,}",
  "(?:xai-|gsk_|hf_|fw_|r8_|pplx-|csk-|nvapi-|tgp_v1_|npm_|glpat-)[A-Za-z0-9_-]{16,}",
  "(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{16,}",
  "xox[abeprs]-[A-Za-z0-9-]{10,}",
  "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?",
].map((shape) => `(?<![A-Za-z0-9])${shape}`);

const WRITTEN = [
  "(?<=\\b[Bb](?:earer|EARER|asic|ASIC)\\s{1,9})[A-Za-z0-9._~+/=-]{8,}",
  "(?<=(?:api[-_]?key|token|secret|password)=)(?!sha256:)[^\\s&\"',;]{6,}",
  "(?<=://[^\\s:@/]{0,80}:)(?!sha256:)[^\\s@/]{3,}(?=@)",
  "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*",
];

/** Keys without a prefix: long hexadecimal, long mixed letters and digits, the 40 characters of an AWS secret key. */
const MIXED = "(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\\d)";
const SHAPELESS = [
  "[0-9a-fA-F]{32,}(?![A-Za-z0-9])",
  `${MIXED}[A-Za-z0-9]{32,}(?![A-Za-z0-9])`,
  `${MIXED}[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])`,
].map((shape) => `(?<![A-Za-z0-9+/])${shape}`);

/** What one of the named shapes must hold: most ids hold none of it, and a search for plain text is soon over. */
const HINT =
  /sk-|sk_|k_live|k_test|A[KS]IA|ABSK|-api-key-|AIza|GOCSPX|AQ\.|ya29|xai-|hf_|fw_|r8_|pplx|nvapi|tgp_|npm_|glpat|gh[pousr]_|_pat_|xox|eyJ|earer|EARER|asic|ASIC|key=|token=|secret=|password=|:\/\/|-----BEGIN/;

const NAMED = new RegExp([...ISSUED, ...WRITTEN].join("|"), "g");
const ANY = new RegExp([...ISSUED, ...WRITTEN, ...SHAPELESS].join("|"), "g");

export interface Masked {
  readonly text: string;
  /** How many secrets were replaced. */
  readonly found: number;
}

/**
 * Replaces what looks like a secret by `sha256:<12 hex digits>…<its last four characters>`: enough to tell keys apart and
 * to recognise one's own, too little to use. `identifiers`: the text is an id, in which long hexadecimal is usual, so that
 * only shapes with a known prefix count. Masking twice is masking once.
 */
export function maskSecrets(text: string, options: { readonly identifiers?: boolean } = {}): Masked {
  const identifiers = options.identifiers === true;
  if (text.length < 9 || (identifiers && !HINT.test(text))) return { text, found: 0 };
  let found = 0;
  const masked = text.replace(identifiers ? NAMED : ANY, (secret) => {
    found += 1;
    return shortHash(secret);
  });
  return { text: masked, found };
}

function shortHash(secret: string): string {
  const digest = bytesToHex(sha256(utf8ToBytes(secret))).slice(0, 12);
  return `sha256:${digest}…${secret.length < 12 ? "" : secret.slice(-4)}`;
}
