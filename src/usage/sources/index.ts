import type { SourceSample, UsageSource } from "../source.js";
import { claudeCodeSource } from "./claude-code.js";
import { codexSource } from "./codex.js";
import { langfuseSource } from "./langfuse.js";
import { litellmSource } from "./litellm.js";
import { otelSource } from "./otel.js";
import { responsesSource } from "./responses.js";
import { usageSource } from "./usage.js";

/** Every kind of usage log, in the order in which they are tried: the most particular shape first. */
export const USAGE_SOURCES: readonly UsageSource[] = [
  ...[usageSource, otelSource, codexSource, claudeCodeSource, litellmSource, langfuseSource, responsesSource],
];

/** The source that a file's header or first records belong to, or undefined when none knows them. */
export function detectSource(sample: SourceSample): UsageSource | undefined {
  return USAGE_SOURCES.find((source) => source.detect(sample));
}

/** The source of an id as `--from` names it, or undefined. */
export function sourceOfId(id: string): UsageSource | undefined {
  return USAGE_SOURCES.find((source) => source.id === id);
}
