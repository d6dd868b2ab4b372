/** Arrays for a number of tokens, in one buffer: buffers are dear, and most texts are small. */
export interface TokenArrays {
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
}

/** Room for `capacity` tokens, and for one more start. */
export function allocateTokens(capacity: number): TokenArrays {
  const bytes = (capacity + 1) * 4;
  const buffer = new ArrayBuffer(bytes + capacity);
  return { starts: new Uint32Array(buffer, 0, capacity + 1), kinds: new Uint8Array(buffer, bytes, capacity) };
}

/** The first `count` tokens of arrays, in arrays with room for `capacity`. */
export function copyTokens(from: TokenArrays, count: number, capacity: number): TokenArrays {
  const to = allocateTokens(capacity);
  to.kinds.set(from.kinds.subarray(0, count));
  to.starts.set(from.starts.subarray(0, count));
  return to;
}
