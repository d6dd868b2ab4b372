import { lineEndOf } from './lineBounds.ts';
import { guessQuotes } from './quoteGuess.ts';
import { looksLikeCode, type Repair } from './repairs.ts';

/**
 * What the lexer must know of the line that begins at `start`, where code is read: the quotes that are missing on it.
 * Nothing if every string of the line ends on it, or goes on over further lines in a way that makes sense.
 * `braces` is how many closing braces lead out of the code into the string around it, if it is within one.
 */
export function planLine(text: string, start: number, braces = Number.POSITIVE_INFINITY): readonly Repair[] {
  const scan = scanLine(text, start, braces);
  if (scan.openAt === undefined || isPlausible(text, scan.openAt)) return [];
  return guessQuotes(text, start, scan.end);
}

interface LineScan {
  /** Where the line ends, or the part of it that can be judged: a comment or an indented string ends it. */
  readonly end: number;
  /** The opening quote of a string that does not end on the line. */
  readonly openAt: number | undefined;
}

function scanLine(text: string, start: number, braces: number): LineScan {
  let at = start;
  let open = braces;
  while (at < text.length) {
    const character = text[at];
    if (character === '\n' || character === '#') break;
    if (character === "'" && text[at + 1] === "'") break;
    if (character === '/' && text[at + 1] === '*') break;
    if (character === '{') open++;
    else if (character === '}' && --open === 0) break;
    if (character === '"') {
      const close = stringEnd(text, at);
      if (close === undefined) return { end: lineEndOf(text, at), openAt: at };
      at = close;
      continue;
    }
    at++;
  }
  return { end: at, openAt: undefined };
}

/** The offset behind the closing quote of the string that opens at `open`, if it is on the same line. */
function stringEnd(text: string, open: number): number | undefined {
  let at = open + 1;
  while (at < text.length && text[at] !== '\n') {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 2;
    else if (text[at] === '$' && text[at + 1] === '$') at += 2;
    else if (text[at] === '$' && text[at + 1] === '{') at = interpolationEnd(text, at) ?? at + 2;
    else at++;
  }
  return undefined;
}

/** The offset behind the brace that closes the interpolation at `open`, if it is on the same line. Strings are passed over. */
export function interpolationEnd(text: string, open: number): number | undefined {
  let depth = 0;
  let inString = false;
  const limit = Math.min(text.length, open + 300);
  for (let at = open + 1; at < limit && text[at] !== '\n'; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Whether the string that opens at `open` and does not end on its line may well be meant to have several lines. */
function isPlausible(text: string, open: number): boolean {
  const before = text[open - 1];
  if (before !== undefined && !/[\s([{=+.]/.test(before)) return false;
  const first = text.slice(open + 1, lineEndOf(text, open));
  if (/^\s*(?:[;)\]}]|$)/.test(first) && !/^\s*$/.test(first)) return false;
  for (let at = lineEndOf(text, open) + 1; at <= text.length; ) {
    const end = lineEndOf(text, at);
    const quote = text.slice(at, end).search(/(?<!\\)"/);
    const line = text.slice(at, end);
    if (quote >= 0)
      return /^[;)\]}.,+\s]|^$/.test(line.slice(quote + 1)) && !looksLikeCode(line) && !opensThere(line, quote);
    if (looksLikeCode(line)) return false;
    at = end + 1;
  }
  return false;
}

/** Whether a quote on a line is rather the beginning of a string: what stands before it wants a value. */
function opensThere(line: string, quote: number): boolean {
  return /(?:[=[(.+]|\+\+)\s*$/.test(line.slice(0, quote));
}
