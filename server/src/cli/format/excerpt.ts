import type { Range } from '../report.ts';
import { columnsOf, printable } from './terminal.ts';

/** A line of a file and the line below it that points at a spot. */
export interface Excerpt {
  readonly text: string;
  /** Blanks up to the spot; tabs where the text has tabs, so that both lines are aligned whatever a tab is wide. */
  readonly indent: string;
  readonly marks: string;
}

/** The line that a range begins in, with its spot marked; a very long line is cut around the spot. Undefined for a blank line. */
export function excerptOf(line: string, range: Range): Excerpt | undefined {
  if (line.trim() === '') return undefined;
  const from = range.start.column - 1;
  const to = range.end.line === range.start.line ? range.end.column - 1 : line.length;
  const shown = cut(line, from);
  const before = shown.text.slice(0, from + shown.shift);
  const spot = shown.text.slice(before.length, Math.max(to + shown.shift, before.length));
  return {
    text: printable(shown.text),
    indent: [...before].map((char) => (char === '\t' ? char : ' '.repeat(columnsOf(char)))).join(''),
    marks: '^'.repeat(Math.max(1, columnsOf(spot))),
  };
}

/** Longer lines are cut. UTF-16 code units. */
const longest = 200;
/** What is left before the spot then. */
const lead = 60;

/** `shift`: how far a place of the line has moved in the text. */
function cut(line: string, from: number): { readonly text: string; readonly shift: number } {
  if (line.length <= longest) return { text: line, shift: 0 };
  const start = wholeCharacter(line, Math.max(0, Math.min(from - lead, line.length - longest)));
  const end = wholeCharacter(line, start + longest);
  const head = start > 0 ? '…' : '';
  return { text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`, shift: head.length - start };
}

/** The offset, or the one before it where it would part a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(offset)) && /[\ud800-\udbff]/.test(text.charAt(offset - 1))
    ? offset - 1
    : offset;
}
