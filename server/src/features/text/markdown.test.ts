import { expect, test } from 'vitest';
import { code, escapeMarkdown, factList, nixBlock } from './markdown.ts';

test.each([
  ['plain words', 'plain words'],
  ['[a](command:x)', '\\[a\\]\\(command\\:x\\)'],
  ['<img src=x>', '&#60;img src=x&#62;'],
  ['![x](http://y)\n# h', '\\!\\[x\\]\\(http\\:\\/\\/y\\) \\# h'],
])('%j is shown literally', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test.each([
  ['/var/log', '`/var/log`'],
  ['a`b', '`` a`b ``'],
  ['``', '``` `` ```'],
  ['', ''],
  ['a\nb', '`a b`'],
])('%j as a code span', (text, span) => {
  expect(code(text)).toBe(span);
});

test('a block holds any text', () => {
  expect(nixBlock('a = "```";')).toBe('````nix\na = "```";\n````');
});

test('facts without a text are left out', () => {
  expect(
    factList([
      ['Target', '`/a`'],
      ['Mode', undefined],
      ['Owner', ''],
    ]),
  ).toBe('- Target: `/a`');
});
