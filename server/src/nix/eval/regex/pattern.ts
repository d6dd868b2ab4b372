import { bracket } from './bracket.ts';

/**
 * POSIX extended regular expressions as Nix compiles them (std::regex of GNU's libstdc++, flag `extended`), over
 * bytes. Established by asking Nix 2.8 for the answers; the matcher follows the same order of trying.
 */
export type Pattern =
  | { readonly kind: 'set'; readonly holds: (byte: number) => boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly left: Pattern; readonly right: Pattern }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Pattern }
  /** Any number of times, as often as possible first. */
  | { readonly kind: 'repeat'; readonly id: number; readonly inner: Pattern }
  | { readonly kind: 'optional'; readonly id: number; readonly inner: Pattern };

/** A compiled expression, or why there is none: `unsure` where the answer could differ between versions. */
export type Compiled =
  | { readonly kind: 'pattern'; readonly pattern: Pattern; readonly groups: number; readonly repeats: number }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unsure' };

/** Compiles an expression given as a string of bytes. */
export function compile(source: string): Compiled {
  const reader: Reader = { source, at: 0, groups: 0, repeats: 0, size: 0 };
  try {
    const pattern = readAlternatives(reader);
    if (reader.at < source.length) return { kind: 'invalid' };
    return { kind: 'pattern', pattern, groups: reader.groups, repeats: reader.repeats };
  } catch (error) {
    if (error === invalid) return { kind: 'invalid' };
    if (error === unsure || error instanceof RangeError) return { kind: 'unsure' };
    throw error;
  }
}

interface Reader {
  readonly source: string;
  at: number;
  groups: number;
  repeats: number;
  /** Patterns made so far; counted repetition multiplies them. */
  size: number;
}

const invalid = Symbol('the expression is invalid');
const unsure = Symbol('the expression is too large');

function readAlternatives(reader: Reader): Pattern {
  let left = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at++;
    left = { kind: 'either', left, right: readSequence(reader) };
  }
  return left;
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  for (;;) {
    const part = readTerm(reader);
    if (part === undefined) return { kind: 'sequence', parts };
    parts.push(part);
  }
}

function readTerm(reader: Reader): Pattern | undefined {
  const character = reader.source[reader.at];
  if (character === '^' || character === '$') {
    reader.at++;
    return { kind: character === '^' ? 'start' : 'end' };
  }
  let atom = readAtom(reader, character);
  if (atom === undefined) return undefined;
  for (;;) {
    const quantified = readQuantifier(reader, atom);
    if (quantified === undefined) return atom;
    atom = quantified;
  }
}

function readAtom(reader: Reader, character: string | undefined): Pattern | undefined {
  if (++reader.size > 5000) throw unsure;
  switch (character) {
    case undefined:
    case '|':
    case ')':
    case '*':
    case '+':
    case '?':
    case '{':
      return undefined;
    case '.':
      reader.at++;
      return { kind: 'set', holds: (byte) => byte !== 0 };
    case '(':
      return readGroup(reader);
    case '[': {
      const found = bracket(reader.source, reader.at + 1);
      if (found === undefined) throw invalid;
      reader.at = found.end;
      return { kind: 'set', holds: found.holds };
    }
    case '\\': {
      const escaped = reader.source[reader.at + 1];
      if (escaped === undefined || !'^$\\.*+?()[{|'.includes(escaped)) throw invalid;
      reader.at += 2;
      return literal(escaped);
    }
    default:
      reader.at++;
      return literal(character);
  }
}

function literal(character: string): Pattern {
  const wanted = character.charCodeAt(0);
  return { kind: 'set', holds: (byte) => byte === wanted };
}

function readGroup(reader: Reader): Pattern {
  reader.at++;
  const index = reader.groups++;
  const inner = readAlternatives(reader);
  if (reader.source[reader.at] !== ')') throw invalid;
  reader.at++;
  return { kind: 'group', index, inner };
}

function readQuantifier(reader: Reader, atom: Pattern): Pattern | undefined {
  switch (reader.source[reader.at]) {
    case '*':
      reader.at++;
      return { kind: 'repeat', id: reader.repeats++, inner: atom };
    case '+':
      reader.at++;
      return { kind: 'sequence', parts: [atom, { kind: 'repeat', id: reader.repeats++, inner: atom }] };
    case '?':
      reader.at++;
      return { kind: 'optional', id: reader.repeats++, inner: atom };
    case '{':
      return readInterval(reader, atom);
    default:
      return undefined;
  }
}

function readInterval(reader: Reader, atom: Pattern): Pattern {
  const found = /^\{(\d+)(,(\d*))?\}/.exec(reader.source.slice(reader.at, reader.at + 24));
  if (found === null) throw invalid;
  reader.at += found[0].length;
  const low = Number(found[1]);
  const high = found[2] === undefined ? low : found[3] === '' ? undefined : Number(found[3]);
  if (high !== undefined && high < low) throw invalid;
  const copies = Math.max(low, high ?? 0);
  reader.size += copies * sizeOf(atom);
  if (copies > 1000 || reader.size > 5000) throw unsure;
  const parts: Pattern[] = Array.from({ length: low }, () => copy(reader, atom));
  if (high === undefined) parts.push({ kind: 'repeat', id: reader.repeats++, inner: copy(reader, atom) });
  else if (high > low) parts.push(optionals(reader, atom, high - low));
  return { kind: 'sequence', parts };
}

/** Up to so many times, each behind the one before. */
function optionals(reader: Reader, atom: Pattern, count: number): Pattern {
  let tail: Pattern = { kind: 'sequence', parts: [] };
  for (let index = 0; index < count; index++) {
    tail = { kind: 'optional', id: reader.repeats++, inner: { kind: 'sequence', parts: [copy(reader, atom), tail] } };
  }
  return tail;
}

/** Repetitions keep count of themselves, so each copy needs its own. */
function copy(reader: Reader, pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'sequence':
      return { kind: 'sequence', parts: pattern.parts.map((part) => copy(reader, part)) };
    case 'either':
      return { kind: 'either', left: copy(reader, pattern.left), right: copy(reader, pattern.right) };
    case 'group':
      return { ...pattern, inner: copy(reader, pattern.inner) };
    case 'repeat':
    case 'optional':
      return { ...pattern, id: reader.repeats++, inner: copy(reader, pattern.inner) };
    default:
      return pattern;
  }
}

function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'sequence':
      return pattern.parts.reduce((sum, part) => sum + sizeOf(part), 1);
    case 'either':
      return 1 + sizeOf(pattern.left) + sizeOf(pattern.right);
    case 'group':
    case 'repeat':
    case 'optional':
      return 1 + sizeOf(pattern.inner);
    default:
      return 1;
  }
}
