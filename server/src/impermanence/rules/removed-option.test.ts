import { expect, test } from 'vitest';
import { flake, found, mended, problemsOf, system, v1Inputs } from '../../../../test/rules/found.ts';

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
test('what the module of another host still takes is left to people', () => {
  const files = (branch: string) => ({
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  inputs.impermanence.url = "github:nix-community/impermanence";
  inputs.other.url = "github:nix-community/impermanence${branch}";
  outputs = inputs: {
    nixosConfigurations = builtins.mapAttrs (_: source: inputs.nixpkgs.lib.nixosSystem {
      modules = [ source.nixosModules.impermanence ./box.nix ];
    }) { a = inputs.impermanence; b = inputs.other; };
  };
}
`,
    'box.nix':
      '{ users.users.mira.isNormalUser = true; environment.persistence."/p".users.mira = { home = "/home/mira"; directories = [ "x" ]; }; }',
  });
  const preferred = (branch: string) => problemsOf(id, files(branch)).map(({ fixes }) => fixes[0]?.preferred);
  expect(preferred('/home-manager-v1')).toEqual([false]);
  expect(preferred('')).toEqual([true]);
});
