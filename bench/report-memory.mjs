// Loaded into a measured process: writes the most memory it ever held, in bytes, as it ends.
import { writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.BENCH_MEMORY_REPORT, String(process.resourceUsage().maxRSS * 1024)));
