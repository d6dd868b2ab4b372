import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const pages = ['README.md', 'docs/tour.md'];
const shown = pages.flatMap((page) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(
    ([, words = '', target = '']) => ({ words, file: path.join(root, path.dirname(page), target) }),
  ),
);

test('every picture is there, and is described for those who do not see it', () => {
  expect(shown.length).toBeGreaterThan(0);
  for (const { words, file } of shown) {
    expect(existsSync(file), file).toBe(true);
    expect(words).toMatch(/\w{3,} \w/);
  }
});

test('no picture is kept for nothing, and all of them together are small', () => {
  const files = readdirSync(path.join(root, 'images')).map((name) => path.join(root, 'images', name));
  expect(files.filter((file) => !shown.some((each) => each.file === file))).toEqual([]);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(1_500_000);
});
