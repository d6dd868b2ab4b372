import { isTrivia, TokenKind } from './tokenKind.ts';
import type { Tokens } from './tree.ts';

/**
 * The tokens that the grammar sees: no trivia, and `EndOfFile` behind the last one, repeated so that the parser may look
 * a few tokens ahead without a check. In a repaired stream a token may be empty: it stands for one that is missing.
 */
export interface TokenStream {
  /** Number of tokens, those of the end not counted. */
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** How many `EndOfFile` tokens stand behind a stream. */
export const streamPadding = 8;

/** Arrays for the tokens of a stream, in one buffer. */
export function allocateStream(capacity: number): Pick<TokenStream, 'kinds' | 'starts' | 'ends'> {
  const buffer = new ArrayBuffer(capacity * 9);
  return {
    starts: new Uint32Array(buffer, 0, capacity),
    ends: new Uint32Array(buffer, capacity * 4, capacity),
    kinds: new Uint8Array(buffer, capacity * 8, capacity),
  };
}

/** The tokens without trivia. */
export function withoutTrivia(tokens: Tokens): TokenStream {
  const total = tokens.count;
  const { kinds, starts, ends } = allocateStream(total + streamPadding);
  let count = 0;
  for (let i = 0; i < total; i++) {
    const kind = tokens.kinds[i] as number;
    if (isTrivia(kind)) continue;
    kinds[count] = kind;
    starts[count] = tokens.starts[i] as number;
    ends[count] = tokens.starts[i + 1] as number;
    count++;
  }
  const length = tokens.starts[total] as number;
  for (let i = count; i < count + streamPadding; i++) {
    kinds[i] = TokenKind.EndOfFile;
    starts[i] = length;
    ends[i] = length;
  }
  return { count, kinds, starts, ends };
}
