import { expect, test } from 'vitest';
import { found, mended, system, wiped } from '../../../../test/rules/found.ts';

const id = 'store-not-absolute';

test('a label with and without a path', () => {
  expect(found(id, system('  environment.persistence.keep.directories = [ ];'))).toEqual(['3 error']);
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
test('a path that may be set out of sight', () => {
  expect(found(id, '{ environment.persistence.keep.directories = [ "/srv" ]; }')).toEqual([]);
  expect(found(id, '{ environment.persistence."nix/keep".directories = [ "/srv" ]; }')).toEqual(['1 error']);
  expect(found(id, { 'configuration.nix': '{ imports = [ <other> ]; environment.persistence.keep = { }; }' })).toEqual(
    [],
  );
});
test('a storage that is not enabled: only Home Manager asks for its path', () => {
  expect(found(id, system('  environment.persistence.keep.enable = false;'))).toEqual([]);
  expect(found(id, system('  home-manager.users.mira.home.persistence.keep.enable = false;'))).toEqual(['3 error']);
});
