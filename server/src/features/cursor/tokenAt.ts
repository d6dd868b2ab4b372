import { isTrivia } from '../../nix/syntax/tokenKind.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';

/** Index of the token that holds the character behind `offset`; at the end of the text the last one. -1 for an empty text. */
export function tokenAt({ tokens }: SyntaxTree, offset: number): number {
  let low = -1;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tokens.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A token that ends at or before an offset. */
export interface TokenBefore {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** The last token that is neither white space nor comment and ends at or before the offset. */
export function tokenBefore(tree: SyntaxTree, offset: number): TokenBefore | undefined {
  const { kinds, starts } = tree.tokens;
  for (let index = tokenAt(tree, offset); index >= 0; index--) {
    const kind = kinds[index] ?? 0;
    const start = starts[index] ?? 0;
    const end = starts[index + 1] ?? tree.text.length;
    if (end <= offset && start < end && !isTrivia(kind)) return { kind, start, end };
  }
  return undefined;
}
