const SAMPLE_LINES = 20;
const WHOLE_VALUE = /^(?:\{.*\}|\[.*\])$/;

/**
 * Whether a text is JSON, by its first lines: values of one line each, at least half of the lines so that a broken one does
 * not change the rest, or whole documents. Undefined for what is no JSON.
 */
export function sniffJson(head: string): "jsonl" | "json" | undefined {
  const lines = head.split("\n", SAMPLE_LINES).map((line) => line.trimEnd());
  const filled = lines.filter((line) => line !== "");
  const whole = filled.filter((line) => WHOLE_VALUE.test(line));
  if (filled.length > 1 && whole.length * 2 >= filled.length) return "jsonl";
  return /^\s*[{[]/.test(head) ? "json" : undefined;
}
