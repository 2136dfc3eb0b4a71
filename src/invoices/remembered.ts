const MOST_KEPT = 4096;

/**
 * The same reader of a text, with what it has read kept, at most some thousands: bills repeat their words and days. Made for
 * each file anew, so that nothing is kept between files.
 */
export function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  let last: { readonly text: string; readonly value: Value } | undefined;
  return (text) => {
    // Neighbours are often alike, and to compare a text is quicker than to hash one that was just cut out of a block.
    if (last === undefined || last.text !== text) last = { text, value: keptValue(text) };
    return last.value;
  };

  function keptValue(text: string): Value {
    const known = kept.get(text);
    if (known !== undefined || kept.has(text)) return known as Value;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = read(text);
    kept.set(text, value);
    return value;
  }
}
