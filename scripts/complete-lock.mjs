// Adds to package-lock.json the optional packages of other platforms, which `npm install` leaves out of it
// (https://github.com/npm/cli/issues/4828) and without which `npm ci` refuses it. Run it after adding a dependency.
import { readFileSync, writeFileSync } from "node:fs";

const OS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const CPU = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry);
    added.push(name);
  }
}
const packages = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
writeFileSync("package-lock.json", `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
process.stdout.write(`${added.length} added\n${added.map((name) => `  ${name}\n`).join("")}`);

/** Whether the package that has the dependency would find it in the lock file, in its own folder or in one above. */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (!folder.includes("/node_modules/")) break;
  }
  return lock.packages[`node_modules/${name}`] !== undefined;
}

/** A package's name says what it is for: `cli-darwin-arm64`, `binding-linux-x64-musl`, `binding-wasm32-wasi`. */
function platformEntry(name, version, { dev }) {
  const words = name.split(/[-/]/);
  const os = OS.filter((word) => words.includes(word));
  const cpu = CPU.filter((word) => words.includes(word));
  if (os.length === 0 && cpu.length === 0)
    throw new Error(`${name} says no platform; run npm install ${name}@${version}`);
  return {
    version: version.replace(/^[^0-9]*/, ""),
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(words.includes("musl") && { libc: ["musl"] }),
    ...(words.includes("gnu") && { libc: ["glibc"] }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
