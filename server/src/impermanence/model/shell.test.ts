import { expect, test } from 'vitest';
import { unrolled } from './shell.ts';

/** The lines that are not empty. */
const lines = (text: string) =>
  unrolled(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

test('loops over plain words', () => {
  expect(lines('for s in root "home"; do\n  rm /mnt/$s\n  mk "/mnt/${s}"\ndone')).toEqual([
    'rm /mnt/root',
    'mk "/mnt/root"',
    'rm /mnt/home',
    'mk "/mnt/home"',
  ]);
  expect(lines("for s in a\ndo x ''${s}-$start; done")).toEqual(['x a-${start};']);
});
test('loops in loops, of which one is not plain', () => {
  expect(lines('for a in x y; do\n  for b in 1 2; do z $a$b; done\ndone')).toEqual([
    'z x1;',
    'z x2;',
    'z y1;',
    'z y2;',
  ]);
  const inner = lines('for a in x y; do\n  for i in $(find /old); do rm "$i"; done\n  mk $a\ndone');
  expect(inner.filter((line) => line.startsWith('mk'))).toEqual(['mk x', 'mk y']);
  expect(inner.join('\n')).toContain('rm "${i}"');
});
test('loops over something else stay as they are', () => {
  for (const words of ['$list', '/mnt/*', '`ls`', '{a,b}']) {
    expect(unrolled(`for s in ${words}; do rm /mnt/$s; done`)).toContain('rm /mnt/${s}');
  }
  expect(unrolled('while read -r s; do rm $s; done')).toContain('rm ${s}');
});
test('variables that are set once', () => {
  expect(lines('top=/mnt\nname="root"\nmk $top/$name "${top}/x" $topmost')).toContain(
    'mk /mnt/root "/mnt/x" ${topmost}',
  );
  expect(unrolled('a=1\na=2\nmk $a')).toContain('mk ${a}');
  expect(unrolled('a=$(date)\nmk $a')).toContain('mk ${a}');
  expect(unrolled('a=1\nread a\nmk $a')).toContain('mk ${a}');
});
test('a comment says nothing', () => {
  expect(unrolled('# for s in a; do\nmk\n')).toContain('mk');
  expect(lines('mk a # not b\n  # nor c')).toEqual(['mk a']);
  expect(lines('mk "a # b" x#y')).toEqual(['mk "a # b" x#y']);
});
test('an endless script ends', () => {
  const nested = `${'for a in 1 2 3 4 5 6 7 8 9; do '.repeat(12)}x${'; done'.repeat(12)}`;
  expect(unrolled(nested).length).toBeLessThan(200_000);
});
test('many blanks take no time', () => {
  const began = performance.now();
  unrolled(`for a in ${' '.repeat(3000)}`);
  expect(performance.now() - began).toBeLessThan(1000);
});
test('functions called with plain words', () => {
  const script =
    'reset() {\n  rm /mnt/$1\n  mk "/mnt/$1" $2\n}\nreset root\nfor s in a b; do reset $s x; done\nreset "$other"';
  const found = lines(script);
  expect(found).toEqual(expect.arrayContaining(['rm /mnt/root', 'rm /mnt/a', 'mk "/mnt/b" x;']));
  expect(found).toContain('reset "${other}"');
});
test('a function that calls itself ends', () => {
  expect(unrolled('f() {\n  f a b\n  f b a\n}\nf x').length).toBeLessThan(1000);
});
