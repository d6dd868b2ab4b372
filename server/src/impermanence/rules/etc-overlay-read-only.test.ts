import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'etc-overlay-read-only';

const files = 'environment.persistence."/p".files = [ "/etc/a" ];';
test('only where /etc cannot be written', () => {
  expect(found(id, `{ system.etc.overlay = { enable = true; mutable = false; }; ${files} }`)).toEqual(['1 error']);
  expect(found(id, `{ system.etc.overlay = { enable = true; mutable = true; }; ${files} }`)).toEqual([]);
  expect(found(id, `{ system.etc.overlay.enable = true; ${files} }`)).toEqual([]);
  expect(found(id, `{ ${files} }`)).toEqual([]);
});
test('directories and other places', () => {
  expect(
    found(
      id,
      '{ system.etc.overlay = { enable = true; mutable = false; }; environment.persistence."/p" = { directories = [ "/etc/d" ]; files = [ "/var/f" ]; }; }',
    ),
  ).toEqual([]);
});
