import type { TokenStream } from '../stream.ts';
import { TokenKind } from '../tokenKind.ts';

/** An opening bracket that one reading of a broken text has open. `let` counts as one that `in` closes. */
export interface Opener {
  /** The token kind of the bracket, or `Let`. */
  readonly kind: number;
  /** Index of its token; for one put in, of the token before which it is. */
  readonly token: number;
  readonly isPutIn: boolean;
  readonly isFormals: boolean;
  /** Number of the line it stands on, from 0, and how far that line is indented. */
  readonly line: number;
  readonly indent: number;
  readonly outer: Opener | undefined;
  readonly depth: number;
  /** Identifies the stack from here outwards. */
  readonly hash: number;
  /** How far the first line of its content is indented; -1 as long as there is none. */
  readonly contentIndent: number;
  /** How many `with` and `assert` directly in it still lack their semicolon. */
  readonly clauses: number;
}

/** A change to the tokens, made before the token at `index`; `drop` leaves that token out. */
export interface Change {
  readonly index: number;
  readonly kind: 'close' | 'open' | 'drop';
  /** For `close`, what is closed. */
  readonly opener: Opener | undefined;
  readonly previous: Change | undefined;
}

/** One way to read the brackets of a text up to some token: what is open, what was changed for it, how much that costs. */
export interface Reading {
  readonly cost: number;
  readonly top: Opener | undefined;
  readonly change: Change | undefined;
  /** How many `with` and `assert` outside all brackets still lack their semicolon. */
  readonly clauses: number;
  /** Index of the last semicolon that ended a `with` or `assert`. */
  readonly clauseEnd: number;
}

/** What is known of the token that readings are carried over. */
export interface Place {
  readonly stream: TokenStream;
  readonly index: number;
  readonly kind: number;
  readonly previous: number;
  readonly line: number;
  /** How far the token's line is indented. */
  readonly indent: number;
  readonly isFirst: boolean;
  readonly startsBinding: boolean;
}

/** How much the ways to make sense of a broken text cost; what is cheapest in sum is believed. */
export const cost = {
  close: 1,
  /** Closing where the indentation says so. */
  closeNaturally: 0.9,
  /** Closing a set in a list where the next item seems to begin. */
  closeBeforeItem: 0.8,
  /** Closing what is still open at the end of the text: most people type in the middle. */
  closeAtEnd: 1.25,
  open: 1,
  drop: 1.1,
  /** A closing bracket on a line of its own, indented otherwise than the line of the opening one. */
  crookedClose: 0.3,
  /** A binding that is indented no more than what it is in. */
  crookedBinding: 0.25,
  /** A binding indented otherwise than those before it. */
  unevenBinding: 0.1,
  /** Something that cannot stand there and is read nevertheless. */
  junk: 2.5,
  missingValue: 0.9,
  missingSemicolon: 0.9,
} as const;

/** The reading with one more opener. */
export function opened(reading: Reading, place: Place, kind: number, isPutIn: boolean, isFormals: boolean): Reading {
  const outer = reading.top;
  const hash = (Math.imul(outer?.hash ?? 7, 31) + place.index * 4 + (isPutIn ? 2 : 1)) | 0;
  const top: Opener = {
    kind,
    token: place.index,
    isPutIn,
    isFormals,
    line: place.line,
    indent: place.indent,
    outer,
    depth: (outer?.depth ?? 0) + 1,
    hash,
    contentIndent: -1,
    clauses: 0,
  };
  if (!isPutIn) return { ...reading, top };
  const change: Change = { index: place.index, kind: 'open', opener: top, previous: reading.change };
  return { ...reading, top, change, cost: reading.cost + cost.open };
}

/** The reading with its innermost opener closed by the present token. */
export function closed(reading: Reading): Reading {
  return { ...reading, top: reading.top?.outer };
}

/** The reading with its innermost opener closed before the present token, where nothing closes it. */
export function closedBefore(reading: Reading, place: Place, price: number): Reading {
  const opener = reading.top;
  if (!opener) return reading;
  const change: Change = { index: place.index, kind: 'close', opener, previous: reading.change };
  // What is not closed was most likely begun just now.
  const distance = place.kind === TokenKind.EndOfFile ? 0 : Math.min(0.3, (place.line - opener.line) * 0.01);
  return { ...reading, top: opener.outer, change, cost: reading.cost + price + distance };
}

/** The reading without the present token. */
export function dropped(reading: Reading, place: Place): Reading {
  const change: Change = { index: place.index, kind: 'drop', opener: undefined, previous: reading.change };
  return { ...reading, change, cost: reading.cost + cost.drop };
}

export function withCost(reading: Reading, price: number): Reading {
  return { ...reading, cost: reading.cost + price };
}

/** Whether bindings stand directly in an opener. */
export function holdsBindings(opener: Opener | undefined): boolean {
  return opener !== undefined && (opener.kind === TokenKind.BraceOpen || opener.kind === TokenKind.Let);
}

/** Whether a closing token closes an opener. */
export function matches(opener: Opener | undefined, closing: number): boolean {
  switch (opener?.kind) {
    case TokenKind.BraceOpen:
    case TokenKind.Interpolation:
      return closing === TokenKind.BraceClose;
    case TokenKind.BracketOpen:
      return closing === TokenKind.BracketClose;
    case TokenKind.ParenOpen:
      return closing === TokenKind.ParenClose;
    case TokenKind.Let:
      return closing === TokenKind.In;
    case TokenKind.StringOpen:
      return closing === TokenKind.StringClose;
    case TokenKind.IndentOpen:
      return closing === TokenKind.IndentClose;
    default:
      return false;
  }
}
