import { expect, test } from 'vitest';
import { decode } from './decode.ts';

test.each([
  ['text', '{ a = "ä€😀"; }\r\n'],
  ['a BOM', '\uFEFF{ }'],
  ['nothing', ''],
])('%s comes through unchanged', (_, text) => {
  expect(decode(new TextEncoder().encode(text))).toEqual({ kind: 'text', text });
});

test.each([
  ['NUL', [0x7b, 0, 0x7d]],
  ['Latin-1', [0x7b, 0xe4, 0x7d]],
  ['half a character', [0x7b, 0xe2, 0x82]],
])('%s is binary', (_, bytes) => {
  expect(decode(Uint8Array.from(bytes))).toEqual({ kind: 'binary' });
});
