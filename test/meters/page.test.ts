import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COMMON_METERS, METER_GROUPS, parseMeter } from "../../src/meters/index.js";

const page = readFileSync("docs/meters.md", "utf8");
const named = new Set([...page.matchAll(/`([a-z0-9_*]+)`/g)].map((match) => match[1] ?? ""));

it("docs/meters.md names every meter, and no meter that there is not", () => {
  const modal = /_(image|video)$/;
  const expected = COMMON_METERS.filter((name) => !modal.test(name) || name === "embedding_image");
  expect(expected.filter((name) => !named.has(name))).toEqual([]);
  const notMeters = ["reasoning", "requests", "m", "h", "d", "_image", "_video", ...METER_GROUPS];
  const unknown = [...named].filter((name) => !notMeters.includes(name) && parseMeter(name) === undefined);
  expect(unknown).toEqual([]);
});
