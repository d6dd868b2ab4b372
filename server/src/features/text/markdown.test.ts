import { expect, test } from 'vitest';
import { code, escapeMarkdown, factList, nixBlock, plainText } from './markdown.ts';

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

test('is read without its marks, whatever text is in it', () => {
  const text = 'a\\-b <c> & "d" *e* [f](g) `h`';
  expect(plainText(`**${escapeMarkdown(text)}**: ${code('i`\\-j')}\n\n${nixBlock('k = 1;')}`)).toBe(
    `${text}: i\`\\-j\n\nk = 1;\n`,
  );
  expect(plainText('- Type: `x`\n\n[Source](https://a.b/c_d)')).toBe('- Type: x\n\nSource: https://a.b/c_d');
});
