import { previousSignificant, tokenIndexAt } from '../../nix/syntax/tokenAt.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';

/** A token that ends at or before an offset. */
export interface TokenBefore {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
}

/** The last token that is neither white space nor comment and ends at or before the offset. */
export function tokenBefore({ tokens, text }: SyntaxTree, offset: number): TokenBefore | undefined {
  // The token that the offset lies in ends behind it, so the one before is the first to be asked.
  const index = previousSignificant(tokens, tokenIndexAt(tokens, offset) - 1);
  if (index < 0) return undefined;
  const start = tokens.starts[index] ?? 0;
  return { kind: tokens.kinds[index] ?? 0, start, end: tokens.starts[index + 1] ?? text.length };
}
