import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'covered-entry';

const list = (text: string) => `{ environment.persistence."/p".directories = [ ${text} ]; }`;
test('plain directories of one store', () => {
  expect(found(id, list('"/var/lib" "/var/lib/a"'))).toEqual(['1 hint']);
  expect(
    found(
      id,
      '{ environment.persistence = { "/p".directories = [ "/var/lib" ]; "/q".directories = [ "/var/lib/a" ]; }; }',
    ),
  ).toEqual([]);
});
test('one that has an owner or a mode of its own, above or below', () => {
  expect(found(id, list('"/var/lib" { directory = "/var/lib/a"; mode = "0700"; }'))).toEqual([]);
  expect(found(id, list('{ directory = "/var/lib"; user = "u"; } "/var/lib/a"'))).toEqual([]);
});
test('an item that is needed for another user stays', () => {
  const text = (users: string) =>
    `{ lib, ... }: { environment.persistence."/p".users = lib.mkMerge [ { a.directories = [ ".config" ]; } (lib.genAttrs [ ${users} ] (_: { directories = [ ".config/nvim" ]; })) ]; }`;
  expect(found(id, text('"a" "b"'))).toEqual(['1 hint']);
  expect(mended(id, text('"a" "b"'))).toBe(text('"a" "b"'));
  expect(mended(id, text('"a"'))).toBe(text('"a"').replace('[ ".config/nvim" ]', '[ ]'));
});
