import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

test('every library that is understood is named in the tour', () => {
  const table =
    /const frameworks[^{]*\{([\s\S]*?)\n\};/.exec(read('server/src/nix/modules/frameworks/index.ts'))?.[1] ?? '';
  const names = [...table.matchAll(/^ {2}'?([\w-]+)'?: told\(/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(10);
  const tour = read('docs/tour.md');
  expect(names.filter((name) => !tour.includes(name))).toEqual([]);
});

test('files that make hosts and pins are named where people look for them', () => {
  for (const page of ['README.md', 'docs/tour.md', 'ARCHITECTURE.md']) {
    const text = read(page);
    for (const name of ['default.nix', 'hive.nix', 'npins', 'niv', 'lon', 'den', 'unify', 'flakelight'])
      expect(text.includes(name), `${name} in ${page}`).toBe(true);
  }
});
