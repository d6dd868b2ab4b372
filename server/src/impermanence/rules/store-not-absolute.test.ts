import { expect, test } from 'vitest';
import { found, mended, wiped } from '../../../../test/rules/found.ts';

const id = 'store-not-absolute';

test('a label with and without a path', () => {
  expect(found(id, '{ environment.persistence.keep.directories = [ ]; }')).toEqual(['1 error']);
  expect(found(id, '{ environment.persistence.keep = { persistentStoragePath = "/p"; directories = [ ]; }; }')).toEqual(
    [],
  );
  expect(found(id, '{ environment.persistence."/keep".directories = [ ]; }')).toEqual([]);
});
test('a path that is set elsewhere in the module, and one that is not known', () => {
  expect(
    found(
      id,
      '{ environment.persistence.keep.directories = [ ];\n  environment.persistence.keep.persistentStoragePath = "/p"; }',
    ),
  ).toEqual([]);
  expect(found(id, '{ pkgs, ... }: { environment.persistence.keep.persistentStoragePath = pkgs.path2; }')).toEqual([]);
});
test('a path on what is emptied is not set without being asked', () => {
  const keep = (name: string) => `  environment.persistence.${name} = { directories = [ "/var/log" ]; };`;
  expect(mended(id, wiped(keep('keep')))).not.toContain('persistentStoragePath');
  expect(mended(id, wiped(keep('"nix/keep/"')))).toContain('persistentStoragePath = "/nix/keep";');
});
