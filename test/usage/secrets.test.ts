import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEXT_FIELDS } from "../../src/usage/draft.js";
import { maskSecrets } from "../../src/usage/index.js";
import { protectEvent, protectOutcome } from "../../src/usage/protect.js";
import { usageSource } from "../../src/usage/sources/usage.js";
import { eventOf, readOne, reasonOf } from "./read.js";

const letters = "aZ3bY7cX1dW9eV5fU2gT8hS4iR6jQ0kP";
const SECRETS: readonly (readonly [issuer: string, secret: string])[] = [
  ["OpenAI", `sk-proj-${letters}`],
  ["Anthropic", `sk-ant-api03-${letters}-${letters}AA`],
  ["a short one", "sk-test1234"],
  ["OpenRouter", `sk-or-v1-${"0f1e2d3c".repeat(8)}`],
  ["AWS access key", "AKIAQ7EXAMPLE3KEY2ZZ"],
  ["AWS session key", "ASIAQ7EXAMPLE3KEY2ZZ"],
  ["Bedrock", `ABSK${letters}==`],
  ["xAI", `xai-${letters}`],
  ["Groq", `gsk_${letters}`],
  ["Google", `AIzaSy${letters}`],
  ["GitHub", `ghp_${letters}`],
  ["GitHub, fine-grained", `github_pat_11AB_${letters}`],
  ["Hugging Face", `hf_${letters}`],
  ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9"],
  ["an AWS secret key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKX"],
  ["a hexadecimal key", "4f".repeat(16)],
  ["mixed letters and digits", `${letters}aB1`],
];

describe("secrets", () => {
  it.each(SECRETS)("of %s are replaced by a short hash with the last four characters", (_issuer, secret) => {
    const { text, found } = maskSecrets(`key ${secret} of the gateway`);
    expect(found).toBe(1);
    expect(text).toMatch(/^key sha256:[0-9a-f]{12}….{0,4} of the gateway$/);
    expect(text).not.toContain(secret.slice(0, -4));
  });

  it.each(SECRETS.slice(0, -3))("of %s are replaced in an id too", (_issuer, secret) => {
    expect(maskSecrets(secret, { identifiers: true }).text).not.toContain(secret);
  });

  it("are told apart and told alike by their hash", () => {
    const [a, b] = [maskSecrets(`sk-${letters}`).text, maskSecrets(`sk-${letters}x`).text];
    expect(a).not.toBe(b);
    expect(maskSecrets(`sk-${letters}`).text).toBe(a);
    expect(a).toBe("sha256:6b4070e92ca6…Q0kP");
  });

  it("are found in headers, addresses and assignments, and only the secret goes", () => {
    expect(maskSecrets("Bearer abc.def-ghi_jkl").text).toMatch(/^Bearer sha256:[0-9a-f]{12}…_jkl$/);
    expect(maskSecrets("https://bob:hunter22@host/x").text).toMatch(/^https:\/\/bob:sha256:[0-9a-f]{12}…@host\/x$/);
    expect(maskSecrets("?api_key=abcdef123456&x=1").text).toMatch(/^\?api_key=sha256:[0-9a-f]{12}…3456&x=1$/);
  });

  it.each([
    "gpt-4o-2024-08-06",
    "risk-assessment-of-large-portfolios",
    "sk-learn",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
    "6f1f8f0a-2b52-4b1c-9d77-0a4c2f6b7c11",
    "apikey_01Rj2N8SVvo6BePZj99NhmiT",
    "proj_Customer-Support-Assistant-Production-2026",
  ])("are not seen in %s", (text) => {
    expect(maskSecrets(text)).toEqual({ text, found: 0 });
  });

  it("leave the long hexadecimal of an id alone, where the text is an id", () => {
    const id = `resp_${"67ccd2bed1ec8190".repeat(3)}`;
    expect(maskSecrets(id, { identifiers: true }).text).toBe(id);
    expect(maskSecrets(`sk-${letters}`, { identifiers: true }).found).toBe(1);
  });

  it("are masked once and for all", () => {
    const secret = fc.constantFrom(...SECRETS.map(([, text]) => text));
    const around = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(around, secret, around, (before, inner, after) => {
        const once = maskSecrets(`${before} ${inner} ${after}`).text;
        expect(once).not.toContain(inner);
        expect(maskSecrets(once).text).toBe(once);
      }),
    );
  });
});

describe("an event", () => {
  const secret = `sk-proj-${letters}`;
  const event = eventOf(
    readOne(usageSource, {
      id: "req_1",
      time: "2026-10-03T12:34:56Z",
      provider: "openai",
      model: "gpt-4o",
      usage: { output: 1 },
      variant: { size: "1024x1024" },
    }),
  );

  it.each(TEXT_FIELDS)("holds no secret in its %s and says that one was there", (field) => {
    const safe = protectEvent({ ...event, [field]: `x ${secret}` });
    expect(safe[field]).toBe("x sha256:ad889bd6999e…Q0kP");
    expect(safe.unknown).toEqual([`${field}: what looked like a secret is kept as a hash`]);
  });

  it("holds no secret in its variant, nor in the names it does not know", () => {
    expect(JSON.stringify(protectEvent({ ...event, variant: { size: secret } }))).not.toContain(secret);
    expect(JSON.stringify(protectEvent({ ...event, unknown: ["usage.x", secret] }))).not.toContain(secret);
  });

  it("without secrets stays as it is", () => {
    expect(protectEvent(event)).toBe(event);
  });

  it("is rejected when a text is so long that it can be no name", () => {
    const outcome = protectOutcome({ kind: "event", event: { ...event, project: "eyJ-".repeat(100_000) } });
    expect(reasonOf(outcome)).toBe("project: expected a text of at most 2000 characters, found 400000");
  });

  it("is masked by every reader, and so is the reason of a rejected record", () => {
    const record = { id: "1", time: "2026-10-03", provider: "openai", model: "gpt-4o", usage: {}, api_key: secret };
    expect(eventOf(readOne(usageSource, record)).apiKey).toMatch(/^sha256:/);
    expect(reasonOf(readOne(usageSource, { ...record, provider: secret }))).not.toContain(secret);
    expect(reasonOf(protectOutcome({ kind: "skip", reason: secret }))).not.toContain(secret);
  });
});
