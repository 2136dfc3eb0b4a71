/** The same numbers from 0 to 1 for the same seed (mulberry32): what is generated is the same on every machine. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `limit`. */
export function below(random, limit) {
  return Math.floor(random() * limit);
}

export function randomHex(random, digits) {
  let text = "";
  while (text.length < digits)
    text += below(random, 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return text.slice(0, digits);
}
