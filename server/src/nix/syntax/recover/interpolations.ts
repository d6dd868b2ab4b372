import { interpolationEnd } from './quotes.ts';

/**
 * Where the interpolation that opens at `open` in a string must end, if its brace is missing: behind the name it begins
 * with. `undefined` if it is closed on its line, or seems to go on over further lines.
 */
export function unclosedInterpolationEnd(text: string, open: number, inIndented: boolean): number | undefined {
  if (interpolationEnd(text, open) !== undefined) return undefined;
  const lineBreak = text.indexOf('\n', open);
  const end = lineBreak < 0 ? text.length : lineBreak;
  // On a line of such length the closing brace was only not looked for far enough.
  if (end - open > 1000) return undefined;
  const rest = text.slice(open + 2, end);
  const goesOn = /(?:[({[:=+;,]|''|\bthen|\belse|\bin|\blet)\s*$/.test(rest) || rest.trim() === '';
  if (goesOn && (inIndented || !rest.includes('"'))) return undefined;
  const name = /^[\w'-]*(?:\.[\w'-]+)*/.exec(rest)?.[0] ?? '';
  return open + 2 + name.length;
}
