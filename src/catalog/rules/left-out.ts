/** Whether a name leads nowhere only because the text that describes it is broken, which is a finding of its own. */
export function isLeftOut(name: string, folder: "providers" | "models", leftOut: ReadonlySet<string>): boolean {
  if (leftOut.has(name)) return true;
  for (const path of leftOut) if (isFileOf(path, folder)) return true;
  return false;
}

/** A file that could not be read at all may hold anything of its folder. */
function isFileOf(path: string, folder: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path) && path.split("/").includes(folder);
}
