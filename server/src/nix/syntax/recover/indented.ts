import { lineEndOf, nearLineEnd, nearLineStart } from './lineBounds.ts';
import { looksLikeCode } from './repairs.ts';

/** Whether quotes at an offset may well open an indented string: a value is wanted there, or they end a line of code. */
export function mayOpenIndented(text: string, offset: number): boolean {
  if (opensValue(text, offset)) return true;
  const before = text.slice(nearLineStart(text, offset), offset);
  return /[\w)\]}]\s+$/.test(before.slice(-200)) && /^'{1,2}\s*$/.test(text.slice(offset, nearLineEnd(text, offset)));
}

/** Whether a value is wanted at an offset: behind `=`, an opening bracket or an operator on the same line. */
function opensValue(text: string, offset: number): boolean {
  return valueEnd.test(text.slice(Math.max(nearLineStart(text, offset), offset - 200), offset));
}

const valueEnd = /(?:[^=!<>]=|[[(]|\+\+?|\bthen|\belse|:)\s*$/;

/**
 * Where the indented string whose opening quotes end at `start` must end although nothing closes it there; `undefined` if what closes
 * it is right. A string is taken for unclosed if the quotes that would close it look like the opening of another one, or
 * there are none.
 */
export function unclosedIndentedEnd(text: string, start: number): number | undefined {
  const close = closingQuotes(text, start);
  if (close === 'far') return undefined;
  const limit = close ?? text.length;
  const end = lastLineEnd(text, start, limit);
  if (close === undefined || (opensAnother(text, close) && opensValue(text, close))) return end;
  // What looks only somewhat like an opening needs a line of code before it.
  return opensAnother(text, close) && end < text.lastIndexOf('\n', close) ? end : undefined;
}

/** Where the text from `start` on stops looking like that of an indented string, at the latest at `limit`. */
function lastLineEnd(text: string, start: number, limit: number): number {
  const indent = indentOf(text, nearLineStart(text, start));
  let at = lineEndOf(text, start);
  while (at < limit) {
    const from = at + 1;
    const end = lineEndOf(text, from);
    const line = text.slice(from, end);
    // A single quote where the two should be.
    const lone = /^\s*'(?=\s*[;)\]])/.exec(line);
    if (lone) return from + lone[0].length - 1;
    if (line.trim() !== '' && (looksLikeCode(line) || (indentOf(text, from) <= indent && closesBlock(line)))) break;
    at = end;
  }
  return Math.min(at, text.length);
}

/** A string that is longer is not judged, lest a large broken text be searched for each of its quotes. */
const longest = 50_000;

/** Where the two quotes are that Nix takes for the end; braces that are open in the string are passed over. */
function closingQuotes(text: string, start: number): number | 'far' | undefined {
  for (let at = text.indexOf("''", start); at >= 0; at = text.indexOf("''", at)) {
    if (at - start > longest) return 'far';
    const next = text[at + 2];
    if (next === '$' || next === "'") at += 3;
    else if (next === '\\') at += 4;
    else if (next !== undefined && inInterpolation(text, start, at)) at += 2;
    else return at;
  }
  return undefined;
}

/** Whether an interpolation is open at an offset: counts braces from the nearest `${` before it. */
function inInterpolation(text: string, start: number, offset: number): boolean {
  const from = text.lastIndexOf('${', offset);
  if (from < start || offset - from > 5000 || text.slice(from - 2, from) === "''" || text[from - 1] === '$')
    return false;
  let depth = 0;
  for (let at = from + 1; at < offset; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
  }
  return depth > 0;
}

function opensAnother(text: string, quotes: number): boolean {
  const behind = text.slice(quotes + 2, nearLineEnd(text, quotes));
  if (/^\s*[;)\]},+.]/.test(behind)) return false;
  return mayOpenIndented(text, quotes);
}

function closesBlock(line: string): boolean {
  return /^\s*[\])}]/.test(line) || /^\s*in\b/.test(line);
}

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}
