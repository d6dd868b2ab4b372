import { bindingStartsAt } from '../lookahead.ts';
import type { TokenStream } from '../stream.ts';
import { TokenKind } from '../tokenKind.ts';
import { lineEndOf } from './lineBounds.ts';
import { type Change, closedBefore, cost, type Place, type Reading } from './reading.ts';
import { readOver } from './readings.ts';

/** How much dearer than the cheapest a reading that is followed may be. */
const reach = 3.2;

/**
 * How many readings are followed at once, by how many have been made: where so much is broken that many are made, fewer
 * must do, lest a large text take seconds.
 */
function widthAfter(made: number): number {
  if (made < 60_000) return 24;
  return made < 200_000 ? 6 : 1;
}

/** After so many readings the rest of the text is left as it is; the parser copes. */
const most = 1_500_000;

/** What a change counts as among readings: it is kept, and leads to an error. */
const changePrice = 50;

/**
 * Finds what is wrong with the brackets of a broken text: which are not closed, and where they should be; which close
 * nothing; and where an opening brace is missing. Follows several readings at once and takes the cheapest, where costs
 * come from the grammar and from the indentation. Gives the changes in the order of the tokens.
 */
export function bracketChanges(text: string, stream: TokenStream): readonly Change[] {
  let made = 0;
  let readings: readonly Reading[] = [{ cost: 0, top: undefined, change: undefined, clauses: 0, clauseEnd: -1 }];
  const lines = new Lines(text, stream);
  for (let index = 0; index < stream.count; index++) {
    lines.moveTo(index);
    const place = lines.placeAt(index);
    if (!place) continue;
    const next = readings.length === 1 ? readOver(readings[0] as Reading, place) : readAll(readings, place);
    const changed = (next[0] as Reading).change !== (readings[0] as Reading).change;
    made += next.length - 1 + (changed ? changePrice : 0);
    if (made > most) return inOrder(best(next).change);
    readings = next.length === 1 ? next : cheapest(next, widthAfter(made));
  }
  const end = lines.endPlace();
  return inOrder(best(readings.map((reading) => closeAll(reading, end))).change);
}

function readAll(readings: readonly Reading[], place: Place): readonly Reading[] {
  const next: Reading[] = [];
  for (const reading of readings) next.push(...readOver(reading, place));
  return next;
}

/** The cheapest readings, of those with the same brackets open only the cheapest. */
function cheapest(readings: readonly Reading[], width: number): readonly Reading[] {
  const byStack = new Map<number, Reading>();
  for (const reading of readings) {
    const key = reading.top?.hash ?? 0;
    const present = byStack.get(key);
    if (!present || reading.cost < present.cost) byStack.set(key, reading);
  }
  const kept = [...byStack.values()].sort((a, b) => a.cost - b.cost);
  const limit = (kept[0] as Reading).cost + reach;
  return kept.slice(0, width).filter((reading) => reading.cost <= limit);
}

function best(readings: readonly Reading[]): Reading {
  return readings.reduce((least, reading) => (reading.cost < least.cost ? reading : least));
}

function closeAll(reading: Reading, end: Place): Reading {
  let rest = reading;
  while (rest.top) rest = closedBefore(rest, end, cost.closeAtEnd);
  return rest;
}

function inOrder(last: Change | undefined): readonly Change[] {
  const changes: Change[] = [];
  for (let change = last; change; change = change.previous) changes.push(change);
  return changes.reverse();
}

/** Keeps count of lines and indentation while the tokens are gone through. */
class Lines {
  readonly #text: string;
  readonly #stream: TokenStream;
  #line = 0;
  #lineStart = 0;
  #lineEnd: number;
  #indent = 0;
  #isFirst = true;

  constructor(text: string, stream: TokenStream) {
    this.#text = text;
    this.#stream = stream;
    this.#lineEnd = lineEndOf(text, 0);
  }

  /** Goes on to a token: counts the line breaks before it, those in strings and comments included. */
  moveTo(index: number): void {
    const start = this.#stream.starts[index] as number;
    this.#isFirst = index === 0;
    while (this.#lineEnd < start) {
      this.#line++;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = lineEndOf(this.#text, this.#lineStart);
      this.#isFirst = true;
    }
    if (this.#isFirst) this.#indent = start - this.#lineStart;
  }

  /** The place of a token that matters for brackets; `undefined` for one that does not. */
  placeAt(index: number): Place | undefined {
    const { kinds } = this.#stream;
    const kind = kinds[index] as number;
    const previous = index > 0 ? (kinds[index - 1] as number) : TokenKind.EndOfFile;
    const startsBinding = mayStartBinding(kinds, index, previous, this.#isFirst) && bindingStartsAt(kinds, index);
    if (!startsBinding && !this.#isFirst && !matters[kind]) return undefined;
    return this.#place(index, kind, previous, startsBinding);
  }

  endPlace(): Place {
    const index = this.#stream.count;
    this.moveTo(index);
    return this.#place(index, TokenKind.EndOfFile, TokenKind.EndOfFile, false);
  }

  #place(index: number, kind: number, previous: number, startsBinding: boolean): Place {
    return {
      stream: this.#stream,
      index,
      kind,
      previous,
      line: this.#line,
      indent: this.#indent,
      isFirst: this.#isFirst,
      startsBinding,
    };
  }
}

/** Whether a token may be the first of a binding: a name that does not go on an attribute path. */
function mayStartBinding(kinds: Uint8Array, index: number, previous: number, isFirst: boolean): boolean {
  if (previous === TokenKind.Dot) return false;
  switch (kinds[index]) {
    case TokenKind.Identifier:
    case TokenKind.OrWord:
      return kinds[index + 1] === TokenKind.Assign || kinds[index + 1] === TokenKind.Dot;
    case TokenKind.StringOpen:
    case TokenKind.Interpolation:
      // Right behind a name the dot between is missing.
      return isFirst || (previous !== TokenKind.Identifier && previous !== TokenKind.StringText);
    case TokenKind.SearchPath:
    case TokenKind.Inherit:
      return true;
    default:
      return false;
  }
}

/** The kinds of tokens that readings differ about, besides those at the beginning of a line. */
const matters = new Uint8Array(64);
for (const kind of [
  TokenKind.BraceOpen,
  TokenKind.BraceClose,
  TokenKind.BracketOpen,
  TokenKind.BracketClose,
  TokenKind.ParenOpen,
  TokenKind.ParenClose,
  TokenKind.Interpolation,
  TokenKind.StringOpen,
  TokenKind.StringClose,
  TokenKind.IndentOpen,
  TokenKind.IndentClose,
  TokenKind.Let,
  TokenKind.In,
  TokenKind.With,
  TokenKind.Assert,
  TokenKind.Semicolon,
  TokenKind.Colon,
  TokenKind.Assign,
]) {
  matters[kind] = 1;
}
// Names decide where formals lack their brace.
matters[TokenKind.Identifier] = 1;
