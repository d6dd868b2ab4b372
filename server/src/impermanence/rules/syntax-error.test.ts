import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'syntax-error';

test('a variable that nothing binds', () => expect(found(id, '{ lib, ... }:\n{ a = pkgs.x; }')).toEqual(['2 error']));
test.each([
  'with x; y',
  '{ pkgs, ... }: with pkgs; [ hello ]',
  'let a = 1; in a',
  'rec { a = 1; b = a; }',
  '[ __curPos map throw ]',
])('%s binds all', (text) => expect(found(id, `{ x, ... }: ${text}`)).toEqual([]));
test('half a text is not searched for variables', () => {
  expect(messages(id, '{ a = con').filter((message) => message.includes('undefined'))).toEqual([]);
});
