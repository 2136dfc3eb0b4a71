import { spawn } from "node:child_process";
import { type CatalogText, catalogFileKind } from "../catalog/catalog-files.js";
import { InputError } from "../findings/index.js";
import { shownPath } from "./catalog-texts.js";

/** All of a catalog's text at one revision; far above any, and below what would fill memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The catalog texts of a directory as they were at a git revision (`origin/main`, `HEAD~1`, a commit), by the paths that
 * they have now. Empty where the directory did not exist then. Links are left out. Throws an InputError where the directory
 * is in no repository or the revision is not known.
 */
export async function catalogTextsAt(directory: string, shown: string, revision: string): Promise<CatalogText[]> {
  const prefix = (await git(directory, ["rev-parse", "--show-prefix"], "").catch(notInGit(shown))).toString().trimEnd();
  const wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = (await git(directory, wanted, "").catch(unknownRevision(revision))).toString().trim();
  const below = prefix === "" ? [] : ["--", prefix];
  const listing = await git(directory, ["ls-tree", "-r", "-z", "--full-tree", commit, ...below], "");
  const blobs = listedBlobs(listing.toString(), prefix);
  const ids = blobs.map((blob) => `${blob.id}\n`).join("");
  const contents = splitBatch(await git(directory, ["cat-file", "--batch"], ids));
  return blobs.map(({ path }, index) => ({ path: shownPath(shown, path), text: contents[index] ?? "" }));
}

interface Blob {
  readonly id: string;
  /** Below the directory. */
  readonly path: string;
}

/** `100644 blob <id>\t<path>`, each ended by a zero byte; mode 120000 is a link. */
function listedBlobs(listing: string, prefix: string): Blob[] {
  const blobs: Blob[] = [];
  for (const entry of listing.split("\0")) {
    const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry);
    const [id, path] = [match?.[1], match?.[2]?.slice(prefix.length)];
    if (id === undefined || path === undefined || catalogFileKind(path) === undefined) continue;
    if (/^(?:(?:providers|models)\/[^/]+|[^/]+)$/.test(path)) blobs.push({ id, path });
  }
  return blobs;
}

/** The answers of `cat-file --batch`: a line `<id> blob <bytes>`, the bytes, a line feed. */
function splitBatch(output: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString("latin1", at, end).split(" ")[2]);
    texts.push(output.toString("utf8", end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return texts;
}

function notInGit(shown: string): (error: unknown) => never {
  return (cause) => {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`expected ${shown} to lie in a git repository, to compare it with a revision`, {
      cause,
      remedy: "run it in a checkout, or leave out --base",
    });
  };
}

function unknownRevision(revision: string): (error: unknown) => never {
  return (cause) => {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`git knows no revision ${JSON.stringify(revision)}`, {
      cause,
      remedy: "fetch it first (git fetch origin main), or give another one",
    });
  };
}

/** What git prints. Rejects when it cannot be run, fails, or prints more than any catalog holds. */
function git(directory: string, args: readonly string[], input: string): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = spawn("git", ["-C", directory, ...args], {
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) child.kill();
    });
    child.on("error", (cause) => fail(new InputError("git cannot be run", { cause, remedy: "install git" })));
    // A git that ends without reading its input says why by its exit code.
    child.stdin.on("error", () => {});
    child.on("close", (code) => {
      if (code === 0) done(Buffer.concat(chunks));
      else fail(new Error(`git ${args[0]} ended with ${code ?? "a signal"}`));
    });
    child.stdin.end(input);
  });
}
