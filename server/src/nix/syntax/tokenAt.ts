import { isTrivia } from './tokenKind.ts';
import type { Tokens } from './tree.ts';

/** Index of the token that an offset lies in (its start included, its end not); `count` behind the last one. */
export function tokenIndexAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.starts[middle + 1] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first token at or behind an index that is no trivia; `count` if there is none. */
export function nextSignificant(tokens: Tokens, index: number): number {
  let at = index;
  while (at < tokens.count && isTrivia(tokens.kinds[at] as number)) at++;
  return at;
}

/** Index of the last token at or before an index that is no trivia; -1 if there is none. */
export function previousSignificant(tokens: Tokens, index: number): number {
  let at = index;
  while (at >= 0 && isTrivia(tokens.kinds[at] as number)) at--;
  return at;
}
