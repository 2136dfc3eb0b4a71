import { Document, isMap, isScalar, isSeq, visit } from "yaml";

/** Keys whose value is written on one line where it fits. */
const FLOW = new Set(
  "rates times when long aliases billing_names capabilities image_sizes env weekdays also_known_as".split(" "),
);
/** Lists of short maps: one item a line. */
const ROWS = new Set(["apis", "credentials", "windows", "charges", "not_offered", "allowances", "waivers", "names"]);
const WIDTH = 120;

/** YAML for hands: rates and conditions on one line, a blank line between entries, at most 140 columns. */
export function toYaml(value) {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (ROWS.has(key) && isSeq(pair.value)) for (const item of pair.value.items) item.flow = true;
      else if (FLOW.has(key) && (isMap(pair.value) || isSeq(pair.value))) layOut(pair.value);
      if ((key === "offers" || key === "models") && isSeq(pair.value))
        for (const item of pair.value.items) item.spaceBefore = true;
    },
    Scalar(_, node) {
      if (typeof node.value === "string" && /^-?\d+(\.\d+)?$/.test(node.value)) node.value = numberOf(node.value);
    },
  });
  return document.toString({ lineWidth: 140, flowCollectionPadding: false }).replace(/[ ]+$/gm, "");
}

/** On one line if it fits; else one item a line, with the maps in it on one line each. */
function layOut(node) {
  if (JSON.stringify(node.toJSON()).length <= WIDTH) node.flow = true;
  else for (const item of node.items) if (isMap(item.value)) item.value.flow = true;
}

/** Decimal text as a plain YAML number; the text that comes out must be the text that went in. */
function numberOf(text) {
  const value = Number(text);
  if (String(value) !== text) throw new Error(`${text} is not written as a plain number`);
  return value;
}
