const MOST_KEPT = 4096;

/**
 * The same reader of a text, with what it has read kept, at most some thousands: bills repeat their words and days. Made for
 * each file anew, so that nothing is kept between files.
 */
export function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined || kept.has(text)) return known as Value;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = read(text);
    kept.set(text, value);
    return value;
  };
}
