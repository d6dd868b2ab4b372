import type { Span } from '../../../base/span.ts';
import { lineEnd, lineStart } from '../comments.ts';
import type { SyntaxTree } from '../tree.ts';

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text.charCodeAt(end) === 0x20 || text.charCodeAt(end) === 0x09) end++;
  return text.slice(start, end);
}

/** Whether nothing but white space stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Whether nothing but white space stands behind an offset on its line. */
export function endsLine(text: string, offset: number): boolean {
  return text.slice(offset, lineEnd(text, offset)).trim() === '';
}

/** The line break that a text uses: `\r\n` if its first line ends so, otherwise `\n`. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text.charCodeAt(at - 1) === 0x0d ? '\r\n' : '\n';
}

/** Whether a span reaches over a line break. */
export function isMultiline(text: string, span: Span): boolean {
  const at = text.indexOf('\n', span.start);
  return at >= 0 && at < span.end;
}

/** One step of indentation as the text has it: a tab, or the commonest increase between two lines; two spaces if none. */
export function indentUnit(tree: SyntaxTree): string {
  const counts = new Map<number, number>();
  let previous = 0;
  for (const line of tree.text.split('\n', 2000)) {
    const match = /^([ \t]*)[^\s]/.exec(line);
    if (!match) continue;
    const indent = match[1] as string;
    if (indent.startsWith('\t')) return '\t';
    const step = indent.length - previous;
    if (step > 0 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
    previous = indent.length;
  }
  let best = 2;
  let most = 0;
  for (const [step, count] of counts) {
    if (count > most) [best, most] = [step, count];
  }
  return ' '.repeat(best);
}

/**
 * A text of several lines as it must stand where its first line is indented by `indent`: the others are indented by as
 * much more. Line breaks become those of the file. Empty lines stay empty.
 */
export function indentLines(text: string, indent: string, lineBreak: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  return [first, ...rest.map((line) => (line === '' ? '' : indent + line))].join(lineBreak);
}
