import { describe, expect, test } from 'vitest';
import { LineIndex, type PositionEncoding } from './lines.ts';

const text = 'ab\r\ncé😀d\n\rlast';

describe('LineIndex', () => {
  test.each<[number, PositionEncoding, number, number]>([
    [0, 'utf-16', 0, 0],
    [2, 'utf-16', 0, 2],
    [4, 'utf-16', 1, 0],
    [8, 'utf-16', 1, 4],
    [8, 'utf-8', 1, 7],
    [8, 'utf-32', 1, 3],
    [10, 'utf-16', 2, 0],
    [11, 'utf-16', 3, 0],
    [text.length, 'utf-8', 3, 4],
  ])('offset %i in %s is %i:%i and back', (offset, encoding, line, character) => {
    const index = new LineIndex(text);
    expect(index.positionAt(offset, encoding)).toEqual({ line, character });
    expect(index.offsetAt({ line, character }, encoding)).toBe(offset);
  });

  test('positions that are not there move to the nearest one that is', () => {
    const index = new LineIndex(text);
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(index.offsetAt({ line: 99, character: 0 })).toBe(text.length);
    expect(index.offsetAt({ line: -1, character: 4 })).toBe(0);
    expect(index.positionAt(-3)).toEqual({ line: 0, character: 0 });
    expect(index.positionAt(999)).toEqual({ line: 3, character: 4 });
  });

  test('a position inside a character means the place before it', () => {
    expect(new LineIndex('é').offsetAt({ line: 0, character: 1 }, 'utf-8')).toBe(0);
  });

  test('ends of lines leave the line break out', () => {
    const index = new LineIndex(text);
    expect([0, 1, 2, 3].map((line) => text.slice(index.startOf(line), index.endOf(line)))).toEqual([
      'ab',
      'cé😀d',
      '',
      'last',
    ]);
  });
});
