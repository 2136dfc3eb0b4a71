import { execFile } from "node:child_process";

export interface GitState {
  readonly commit: string;
  /** Whether the folder differs from the commit: changed, new or missing files. */
  readonly dirty: boolean;
}

const MILLISECONDS_TO_WAIT = 10_000;

/** The commit that a folder stands at; null outside git, before the first commit, in an ignored folder, or without git. */
export async function gitState(folder: string): Promise<GitState | null> {
  const args = ["-C", folder, "status", "--porcelain=v2", "--branch", "--ignored=matching", "--", "."];
  const status = await run(args);
  const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(status ?? "")?.[1];
  // A package inside node_modules lies in its user's repository, which ignores it and says nothing of it.
  if (status === undefined || commit === undefined || /^! \.\.?\//m.test(status)) return null;
  return { commit, dirty: /^[12u?] /m.test(status) };
}

/** What git prints; undefined when it cannot be run or fails. Locks are left alone: reading must not disturb a commit. */
function run(args: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
  return new Promise((resolve) => {
    execFile("git", args, { env, timeout: MILLISECONDS_TO_WAIT, maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      resolve(error === null ? stdout : undefined);
    });
  });
}
