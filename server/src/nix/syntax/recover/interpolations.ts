import { nearLineEnd } from './lineBounds.ts';
import { interpolationEnd } from './quotes.ts';

/**
 * Where the interpolation that opens at `open` in a string must end, if its brace is missing: behind the name it begins
 * with. `undefined` if it is closed on its line, or seems to go on over further lines.
 */
export function unclosedInterpolationEnd(text: string, open: number, inIndented: boolean): number | undefined {
  if (interpolationEnd(text, open) !== undefined) return undefined;
  const end = nearLineEnd(text, open);
  // On an endless line the closing brace was only not looked for far enough.
  if (text[end] !== '\n' && end < text.length) return undefined;
  const rest = text.slice(open + 2, end);
  const goesOn = /(?:[({[:=+;,]|''|\bthen|\belse|\bin|\blet)\s*$/.test(rest) || rest.trim() === '';
  if (goesOn && (inIndented || !rest.includes('"'))) return undefined;
  const name = /^[\w'-]*(?:\.[\w'-]+)*/.exec(rest)?.[0] ?? '';
  return open + 2 + name.length;
}
