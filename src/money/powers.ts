const powers: bigint[] = [1n];

/** 10^exponent for an exponent of 0 or more; the powers are kept. */
export function powerOfTen(exponent: number): bigint {
  if (exponent < 0) throw new RangeError(`expected an exponent of 0 or more, found ${exponent}`);
  for (let next = powers.length; next <= exponent; next += 1) powers.push((powers[next - 1] ?? 1n) * 10n);
  return powers[exponent] ?? 10n ** BigInt(exponent);
}
