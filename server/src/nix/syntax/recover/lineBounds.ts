/**
 * How far the ends of a line are looked for. Texts of one endless line must not cost a search over all of it for each
 * quote; and nobody writes a line by hand that is longer.
 */
const reach = 400;

/** Offset of the first character of the line of an offset, or of what of it is near. */
export function nearLineStart(text: string, offset: number): number {
  const from = Math.max(0, offset - reach);
  const at = text.slice(from, offset).lastIndexOf('\n');
  return from + at + 1;
}

/** Offset behind the last character of the line of an offset, or of what of it is near. */
export function nearLineEnd(text: string, offset: number): number {
  const at = text.slice(offset, offset + reach).indexOf('\n');
  return at < 0 ? Math.min(text.length, offset + reach) : offset + at;
}

/** Offset behind the last character of the line of an offset, however far. */
export function lineEndOf(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}
