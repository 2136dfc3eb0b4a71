import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { FIXTURES, outcomesAsText, readFixture } from "./read-fixture.js";

const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .filter((name) => /^(openai|anthropic)\//.test(name) && /\.(csv|tsv|json)$/.test(name))
  .filter((name) => !name.endsWith(".expected.json"))
  .sort();

describe("an export of each provider is read as the expected outcomes beside it say", () => {
  test.each(fixtures)("%s", async (name) => {
    const expected = fileURLToPath(new URL(`${name}.expected.json`, FIXTURES));
    await expect(outcomesAsText(readFixture(name))).toMatchFileSnapshot(expected);
  });
});
