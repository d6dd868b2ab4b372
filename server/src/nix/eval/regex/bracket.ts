/** A bracket expression as a test of bytes, and the offset behind its `]`. */
export interface Bracket {
  readonly holds: (byte: number) => boolean;
  readonly end: number;
}

/** Reads a bracket expression from behind its `[`; undefined if it is invalid. The rules are those of libstdc++ for POSIX. */
export function bracket(source: string, start: number): Bracket | undefined {
  const reader: Reader = { source, at: start, bytes: new Set(), tests: [], last: undefined };
  const negated = source[start] === '^';
  if (negated) reader.at++;
  const first = source[reader.at];
  if (first === undefined) return undefined;
  // What comes first stands for itself, `]` and `-` included.
  if (!isNamed(source, reader.at)) {
    reader.last = first;
    reader.at++;
  }
  while (source[reader.at] !== ']') {
    if (source[reader.at] === undefined || !readItem(reader)) return undefined;
  }
  flush(reader);
  const { bytes, tests, at } = reader;
  const inside = (byte: number) => bytes.has(byte) || tests.some((test) => test(byte));
  return { holds: negated ? (byte) => !inside(byte) : inside, end: at + 1 };
}

interface Reader {
  readonly source: string;
  at: number;
  readonly bytes: Set<number>;
  readonly tests: ((byte: number) => boolean)[];
  /** A character that may become the start of a range. */
  last: string | undefined;
}

function flush(reader: Reader): void {
  if (reader.last !== undefined) reader.bytes.add(reader.last.charCodeAt(0));
  reader.last = undefined;
}

function isNamed(source: string, at: number): boolean {
  const next = source[at + 1];
  return source[at] === '[' && (next === ':' || next === '.' || next === '=');
}

/** One item, a range included; false if there is something wrong with it. */
function readItem(reader: Reader): boolean {
  const character = reader.source[reader.at] ?? '';
  if (isNamed(reader.source, reader.at)) return readNamed(reader);
  if (character !== '-') {
    flush(reader);
    reader.last = character;
    reader.at++;
    return true;
  }
  const next = reader.source[reader.at + 1];
  if (next === ']') {
    flush(reader);
    reader.last = '-';
    reader.at++;
    return true;
  }
  if (reader.last === undefined || next === undefined || isNamed(reader.source, reader.at + 1)) return false;
  return readRange(reader, reader.last, next);
}

function readRange(reader: Reader, low: string, high: string): boolean {
  if (low > high || high > '\x7f') return false;
  for (let byte = low.charCodeAt(0); byte <= high.charCodeAt(0); byte++) reader.bytes.add(byte);
  reader.last = undefined;
  reader.at += 2;
  return true;
}

/** `[:alpha:]`, `[.x.]`, `[=x=]`. */
function readNamed(reader: Reader): boolean {
  const mark = reader.source[reader.at + 1] ?? '';
  const end = reader.source.indexOf(`${mark}]`, reader.at + 2);
  if (end < 0) return false;
  const name = reader.source.slice(reader.at + 2, end);
  reader.at = end + 2;
  flush(reader);
  if (mark === ':') {
    const test = classes[name];
    if (test !== undefined) reader.tests.push(test);
    return test !== undefined;
  }
  if (name.length !== 1) return false;
  if (mark === '.') reader.last = name;
  else reader.bytes.add(name.charCodeAt(0));
  return true;
}

const between = (low: number, high: number) => (byte: number) => byte >= low && byte <= high;
const isUpper = between(0x41, 0x5a);
const isLower = between(0x61, 0x7a);
const isDigit = between(0x30, 0x39);
const isGraph = between(0x21, 0x7e);
const isAlpha = (byte: number) => isUpper(byte) || isLower(byte);

/** Character classes of the C locale. */
const classes: Readonly<Record<string, (byte: number) => boolean>> = {
  alnum: (byte) => isAlpha(byte) || isDigit(byte),
  alpha: isAlpha,
  blank: (byte) => byte === 0x20 || byte === 0x09,
  cntrl: (byte) => byte < 0x20 || byte === 0x7f,
  digit: isDigit,
  graph: isGraph,
  lower: isLower,
  print: between(0x20, 0x7e),
  punct: (byte) => isGraph(byte) && !isAlpha(byte) && !isDigit(byte),
  space: (byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d),
  upper: isUpper,
  xdigit: (byte) => isDigit(byte) || between(0x41, 0x46)(byte) || between(0x61, 0x66)(byte),
};
