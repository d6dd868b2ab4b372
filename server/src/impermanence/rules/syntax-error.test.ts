import { expect, test } from 'vitest';
import { found, mended, messages } from '../../../../test/rules/found.ts';

const id = 'syntax-error';

test('is found in files that no host reaches', () => {
  expect(found(id, { 'configuration.nix': '{ }', 'notes/x.nix': '{ a = ; }' })).toEqual(['notes/x.nix 1 error']);
});
test('what Nix accepts', () => {
  for (const text of ['{ a = 1; }', 'x: x', '{ a.b = 1; a.c = 2; }', "''x''", 'let a = 1; in a', '{ or = 1; }'])
    expect(found(id, text)).toEqual([]);
});
test('tokens are quoted as messages quote everything', () => {
  expect(messages(id, '{ a = 1 }')).toEqual(['Expected “;”']);
});
test('a token that is missing is put in', () => {
  expect(mended(id, '{ a = 1 }')).toBe('{ a = 1; }');
});
test('a byte order mark is named, and goes', () => {
  expect(messages(id, '\uFEFF{ a = 1; }')).toEqual([
    'The file begins with a byte order mark, which Nix does not understand. Save it as UTF-8 without one.',
  ]);
  expect(mended(id, '\uFEFF{ a = 1; }')).toBe('{ a = 1; }');
  expect(messages(id, '{ a = "\uFEFF"; }')).toEqual([]);
});
