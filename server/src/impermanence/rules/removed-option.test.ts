import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'removed-option';

const home = (text: string) => system(`  home-manager.users.mira.home.persistence."/p" = { ${text} };`);
test('whatever the value', () => {
  for (const option of ['allowOther = false;', 'removePrefixDirectory = false;', 'defaultDirectoryMethod = "symlink";'])
    expect(found(id, home(option))).toEqual(['3 error']);
  expect(found(id, home('directories = [ { directory = "a"; method = "symlink"; } ];'))).toEqual(['3 error']);
  expect(found(id, system('  environment.persistence."/p".users.root.home = "/root";'))).toEqual(['3 error']);
});
test('the method of a file is still there', () =>
  expect(found(id, home('files = [ { file = "a"; method = "symlink"; } ];'))).toEqual([]));
test('a store that is turned off, and the time before v2', () => {
  expect(found(id, home('enable = false; allowOther = true;'))).toEqual([]);
  expect(
    found(id, flake('  home-manager.users.mira.home.persistence."/p" = { allowOther = true; };', v1Inputs)),
  ).toEqual([]);
});
test('a condition that is not met', () => {
  expect(
    found(
      id,
      system(
        '  home-manager.users.mira = { lib, ... }: { home.persistence."/p" = lib.mkIf false { allowOther = true; }; };',
      ),
    ),
  ).toEqual([]);
});
test('the permission stays where something else mounts', () => {
  const files = system(
    '  programs.fuse.userAllowOther = true;\n  fileSystems."/x" = { device = "x"; fsType = "fuse.sshfs"; };\n  home-manager.users.mira.home.persistence."/p".allowOther = true;',
  );
  expect(mended(id, files)).toContain('userAllowOther');
});

test('in a module of Home Manager that stands alone', () => {
  const module = '{ home.persistence."/p" = { allowOther = true; directories = [ "a" ]; }; }';
  expect(found(id, module)).toEqual(['1 error']);
});
