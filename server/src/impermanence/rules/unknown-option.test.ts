import { expect, test } from 'vitest';
import { flake, found, mended, messages, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'unknown-option';

const store = (text: string) => `{ environment.persistence."/p" = { ${text} }; }`;
test.each([
  ['hideMount = true;', 'hideMounts = true;'],
  ['directoris = [ ];', 'directories = [ ];'],
  ['directories = [ { directory = "/a"; hideMounts = true; } ];', 'hideMount = true;'],
  ['files = [ { file = "/a"; user = "x"; } ];', 'parentDirectory.user = "x";'],
  ['users.mira.dirs = [ ];', 'users.mira.directories = [ ];'],
])('%s', (wrong, right) => {
  expect(found(id, store(wrong))).toEqual(['1 error']);
  expect(mended(id, store(wrong))).toContain(right);
});
test('names that came later say since when', () => {
  const old = flake('  environment.persistence."/p" = { allowTrash = true; directories = [ "/srv" ]; };', v1Inputs);
  expect(messages(id, old)).toEqual([
    '“The option … does not exist”: a storage has no allowTrash at the revision in use. It came with cf50757 (2026-01-07).',
  ]);
});
test('persistence is a word people misspell', () => {
  expect(mended(id, '{ environment.persistance."/p".directories = [ ]; }')).toContain('environment.persistence."/p"');
});
test('all that the module has', () => {
  const text =
    'enable = true; hideMounts = true; allowTrash = true; enableWarnings = true; persistentStoragePath = "/q"; directories = [ { directory = "/a"; user = "u"; group = "g"; mode = "0700"; hideMount = true; allowTrash = true; defaultPerms.mode = "0700"; } ]; files = [ { file = "/b"; method = "symlink"; parentDirectory = { user = "u"; group = "g"; mode = "0700"; }; } ]; users.u = { directories = [ ]; files = [ ]; };';
  expect(messages(id, store(text))).toEqual([]);
});
test('the name of the whole option, in homes as well, unless it is declared', () => {
  const home = '  home-manager.users.mira.home.persistance."/p".directories = [ "Music" ];';
  expect(found(id, system(home))).toEqual(['3 error']);
  expect(mended(id, system(home))).toContain('home.persistence."/p"');
  expect(
    found(
      id,
      '{ lib, ... }: { options.environment.persistent = lib.mkOption { }; config.environment.persistent = 1; }',
    ),
  ).toEqual([]);
});
test('the mode of a file is none for its folder', () => {
  const file = (mode: string) => `{ environment.persistence."/p".files = [ { file = "/etc/x"; mode = "${mode}"; } ]; }`;
  expect(mended(id, file('0600'))).toContain('[ { file = "/etc/x"; } ]');
  expect(mended(id, file('0700'))).toContain('parentDirectory.mode = "0700"');
});
