import { createTwoFilesPatch } from 'diff';
import type pc from 'picocolors';

/** A unified diff that `patch -p1` and `git apply` understand; `before` is undefined for a new file. */
export function formatPatch(
  shown: string,
  before: string | undefined,
  after: string,
  colors: ReturnType<typeof pc.createColors>,
): string {
  const from = before === undefined ? '/dev/null' : `a/${shown}`;
  const text = createTwoFilesPatch(from, `b/${shown}`, before ?? '', after, undefined, undefined, { context: 3 });
  const [old = '', current = '', ...hunks] = text.split('\n').filter((line) => !line.startsWith('====='));
  const lines = [endedName(old), endedName(current), ...hunks];
  return lines.map((line) => paint(line, colors)).join('\n');
}

/** `patch` ends a name at the first blank unless a tab follows it; git writes it so, too. */
function endedName(header: string): string {
  return header.indexOf(' ') === header.lastIndexOf(' ') ? header : `${header}\t`;
}

function paint(line: string, colors: ReturnType<typeof pc.createColors>): string {
  if (line.startsWith('---') || line.startsWith('+++')) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('+') ? colors.green(line) : line;
}
