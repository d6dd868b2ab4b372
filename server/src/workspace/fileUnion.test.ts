import { expect, it } from 'vitest';
import { FileUnion } from './fileUnion.ts';

it('is the same object until one of the sets grows', () => {
  const growing = new Set(['/c.nix', '/a.nix']);
  const union = new FileUnion();
  const first = union.of([growing, new Set(['/b.nix'])]);
  expect([...first]).toEqual(['/c.nix', '/a.nix', '/b.nix']);
  const sets = [growing];
  const second = union.of(sets);
  expect([...second]).toEqual(['/c.nix', '/a.nix']);
  expect(union.of([growing])).toBe(second);
  growing.add('/b.nix');
  expect(union.sorted([growing])).toEqual(['/a.nix', '/b.nix', '/c.nix']);
  expect(union.sorted([growing])).toBe(union.sorted([growing]));
  expect(union.of([])).toEqual(new Set());
});
