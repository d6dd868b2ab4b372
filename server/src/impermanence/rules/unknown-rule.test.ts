import { expect, test } from 'vitest';
import { found, messages, problemsOf } from '../../../../test/rules/found.ts';

const id = 'unknown-rule';

test('in both forms of the comment', () => {
  expect(found(id, '# impermanence: ignore-file tmpfs-siz\n{ }')).toEqual(['1 hint']);
  expect(found(id, '{\n  /* impermanence: ignore nothing-like-it */\n}')).toEqual(['2 hint']);
  expect(messages(id, '# impermanence: ignore tmpfs-siz, root-tmpfs-mode -- why not\n{ }')).toEqual([
    'There is no rule tmpfs-siz; did you mean tmpfs-size?',
  ]);
});
test('text that is no comment', () => expect(found(id, '{ a = "# impermanence: ignore x"; }')).toEqual([]));
test('a comment silences its line, the next one, or the file', () => {
  const mount = (before: string, behind = '') =>
    `${before}{ fileSystems."/" = {\n  device = "none"; fsType = "tmpfs";\n  ${behind.startsWith('#') ? '' : behind}options = [ "mode=755" ]; ${behind.startsWith('#') ? behind : ''}\n}; }`;
  expect(problemsOf('tmpfs-size', mount(''))).toHaveLength(1);
  expect(problemsOf('tmpfs-size', mount('', '# impermanence: ignore tmpfs-size -- enough memory'))).toEqual([]);
  expect(problemsOf('tmpfs-size', mount('', '/* x */ '))).toHaveLength(1);
  expect(problemsOf('tmpfs-size', mount('# impermanence: ignore-file tmpfs-size\n'))).toEqual([]);
  expect(problemsOf('tmpfs-size', mount('# impermanence: ignore-file\n'))).toEqual([]);
  expect(problemsOf('tmpfs-size', mount('# impermanence: ignore-file root-tmpfs-mode\n'))).toHaveLength(1);
  expect(
    problemsOf('tmpfs-size', mount('', '').replace('  options', '  # impermanence: ignore tmpfs-size\n  options')),
  ).toEqual([]);
  expect(
    problemsOf('tmpfs-size', mount('', '').replace('  device', '  # impermanence: ignore tmpfs-size\n  device')),
  ).toHaveLength(1);
});
