import { expect, test } from 'vitest';
import { Positions } from './locations.ts';

test('the byte order mark of a closed file does not count, as editors do not show it', () => {
  const positions = new Positions('\uFEFF{ a }\n{ b }', 'utf-16', true);
  expect(positions.range({ start: 1, end: 4 })).toEqual({
    start: { line: 0, character: 0 },
    end: { line: 0, character: 3 },
  });
  expect(positions.offset({ line: 0, character: 0 })).toBe(1);
  expect(positions.position(7)).toEqual({ line: 1, character: 0 });
  expect(new Positions('\uFEFF{ a }', 'utf-8', true).position(1)).toEqual({ line: 0, character: 0 });
});

test('in a text that the editor sent it does', () => {
  const positions = new Positions('\uFEFF{ a }', 'utf-16', false);
  expect(positions.position(1)).toEqual({ line: 0, character: 1 });
  expect(positions.span({ start: { line: 0, character: 1 }, end: { line: 0, character: 2 } })).toEqual({
    start: 1,
    end: 2,
  });
});
