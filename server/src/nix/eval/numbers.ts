/** A float as `toString` writes it: six digits behind the point, as C's `%f`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.000000';
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`;
  const fixed = value.toFixed(6);
  // Exact ties go to the even digit in C, to the larger number in JavaScript.
  const exact = value.toFixed(40 - Math.min(20, Math.trunc(Math.log10(Math.abs(value) + 1))));
  const tie = /\.\d{6}50*$/.test(exact);
  if (!tie || Number(fixed.at(-1)) % 2 === 0) return fixed;
  return exact.slice(0, exact.indexOf('.') + 7);
}

/** An integer as a `number` if that is exact; undefined where it leaves 64 bits. */
export function bounded(value: bigint): number | bigint | undefined {
  if (value >= -9007199254740991n && value <= 9007199254740991n) return Number(value);
  return value >= -9223372036854775808n && value <= 9223372036854775807n ? value : undefined;
}
