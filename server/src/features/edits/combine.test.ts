import { expect, test } from 'vitest';
import { combineEdits } from './combine.ts';

const edit = (start: number, end: number, text = '', file = '/a.nix') => ({ file, span: { start, end }, text });

test('repairs that do not meet are all taken', () => {
  expect(combineEdits([[edit(0, 1)], [edit(1, 2)], [edit(0, 1, '', '/b.nix')]])).toHaveLength(3);
});

test('a repair that meets an earlier one is left out as a whole', () => {
  expect(combineEdits([[edit(2, 5)], [edit(4, 6), edit(8, 9)]])).toEqual([edit(2, 5)]);
});

test('an edit that two repairs share stands once', () => {
  expect(combineEdits([[edit(3, 3, 'x')], [edit(3, 3, 'x'), edit(7, 8)]])).toEqual([edit(3, 3, 'x'), edit(7, 8)]);
});

test('different insertions at one place are both taken, inside a deletion they are not', () => {
  expect(combineEdits([[edit(3, 3, 'x')], [edit(3, 3, 'y')]])).toHaveLength(2);
  expect(combineEdits([[edit(0, 9)], [edit(3, 3, 'y')]])).toHaveLength(1);
});
