/** A place in a text as editors count it. `line` and `character` count from 0; characters are units of a `PositionEncoding`. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What one `character` of a position is: a UTF-16 code unit, a byte of UTF-8, or a code point. Named as in the LSP. */
export type PositionEncoding = 'utf-16' | 'utf-8' | 'utf-32';

/**
 * Translates between offsets (UTF-16 code units) and positions of one text. Lines end at `\n`, `\r\n` and a lone `\r`, as in
 * the LSP. A position that is not there is moved to the nearest one that is: behind the end of a line means its end.
 */
export class LineIndex {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  /** How many lines there are; a text that ends in a line break has an empty last line. */
  get count(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of a line; behind the last line it is the text's end. */
  startOf(line: number): number {
    return line < 0 ? 0 : (this.#starts[line] ?? this.text.length);
  }

  /** Offset behind the last character of a line, its line break not included. */
  endOf(line: number): number {
    let end = this.startOf(line + 1);
    const start = this.startOf(line);
    if (end > start && this.text[end - 1] === '\n') end--;
    if (end > start && this.text[end - 1] === '\r' && line + 1 < this.count) end--;
    return end;
  }

  positionAt(offset: number, encoding: PositionEncoding = 'utf-16'): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.#lineAt(at);
    const start = this.startOf(line);
    return { line, character: encoding === 'utf-16' ? at - start : unitsIn(this.text, start, at, encoding) };
  }

  offsetAt(position: Position, encoding: PositionEncoding = 'utf-16'): number {
    if (position.line < 0) return 0;
    if (position.line >= this.count) return this.text.length;
    const start = this.startOf(position.line);
    const end = this.endOf(position.line);
    const character = Math.max(position.character, 0);
    if (encoding === 'utf-16') return Math.min(start + character, end);
    return offsetOfUnit(this.text, start, end, character, encoding);
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

function unitsIn(text: string, start: number, end: number, encoding: PositionEncoding): number {
  let units = 0;
  for (let at = start; at < end; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    units += unitsOf(codePoint, encoding);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return units;
}

function offsetOfUnit(text: string, start: number, end: number, units: number, encoding: PositionEncoding): number {
  let left = units;
  let at = start;
  while (at < end && left > 0) {
    const codePoint = text.codePointAt(at) ?? 0;
    left -= unitsOf(codePoint, encoding);
    // A position inside a character means the place before it.
    if (left < 0) break;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return at;
}

function unitsOf(codePoint: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return codePoint > 0xffff ? 2 : 1;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint > 0xffff ? 4 : 3;
}
