import { once } from "node:events";
import { createWriteStream } from "node:fs";

const BLOCK = 1 << 20;

/** Writes lines to a file, about a megabyte at a time. Resolves to their number. */
export async function writeLines(path, lines) {
  const file = createWriteStream(path);
  let block = "";
  let count = 0;
  for (const line of lines) {
    block += `${line}\n`;
    count += 1;
    if (block.length < BLOCK) continue;
    if (!file.write(block)) await once(file, "drain");
    block = "";
  }
  file.end(block);
  await once(file, "close");
  return count;
}
