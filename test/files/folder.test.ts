import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findFiles } from "../../src/files/index.js";
import { temporaryFolder } from "./temporary-folder.js";

function folderWith(names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), "x");
  }
  return folder;
}

describe("the files of a folder", () => {
  it("are found in it and below, in one order, hidden ones and other kinds left out", async () => {
    const folder = folderWith([
      "b.jsonl",
      "a/z.csv",
      "a/c.log.gz",
      ".hidden.jsonl",
      ".git/x.json",
      "photo.png",
      "b.tar.gz",
    ]);
    const { files, notes } = await findFiles([folder]);
    expect(files).toEqual([join(folder, "a/c.log.gz"), join(folder, "a/z.csv"), join(folder, "b.jsonl")]);
    expect(notes).toEqual([]);
  });

  it("are named as they were asked for, from the folder that the command runs in", async () => {
    const folder = folderWith(["logs/one.jsonl"]);
    expect((await findFiles(["logs", "logs/one.jsonl", "-"], folder)).files).toEqual(["logs/one.jsonl", "-"]);
  });

  it("do not lie behind a link that leads out of it", async () => {
    const outside = folderWith(["secret.json"]);
    const folder = folderWith(["in.json"]);
    symlinkSync(join(outside, "secret.json"), join(folder, "out.json"));
    symlinkSync(join(folder, "in.json"), join(folder, "within.json"));
    symlinkSync(folder, join(folder, "loop"));
    const { files, notes } = await findFiles([folder]);
    expect(files).toEqual([join(folder, "in.json"), join(folder, "within.json")]);
    expect(notes).toEqual([
      expect.stringMatching(/loop is a link that leads out/),
      expect.stringMatching(/out\.json is a link that leads out/),
    ]);
  });

  it("must be there: a folder with none of them is refused", async () => {
    await expect(findFiles([folderWith(["photo.png"])])).rejects.toThrow(/none of these in it/);
  });
});
