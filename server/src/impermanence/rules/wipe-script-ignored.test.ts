import { expect, test } from 'vitest';
import { flake, found, mended, problemsOf } from '../../../../test/rules/found.ts';

const id = 'wipe-script-ignored';

const script = "boot.initrd.postDeviceCommands = ''\n  zfs rollback -r rpool/root@blank\n'';";
test('by setting, and by the release', () => {
  expect(found(id, `{ boot.initrd.systemd.enable = true;\n${script} }`)).toEqual(['2 error']);
  expect(found(id, `{ boot.initrd.systemd.enable = false;\n${script} }`)).toEqual([]);
  const at = (release: string, dates = {}) =>
    found(id, flake(script, { nixpkgs: `github:NixOS/nixpkgs/${release}` }, dates));
  expect(at('nixos-26.05')).toEqual(['box.nix 2 error']);
  expect(at('nixos-25.11')).toEqual([]);
  expect(at('nixos-unstable')).toEqual([]);
  expect(at('nixos-unstable', { nixpkgs: 1_780_000_000 })).toHaveLength(1);
  expect(at('nixos-unstable', { nixpkgs: 1_765_000_000 })).toEqual([]);
});
test('a module alone does not know its initrd', () => expect(found(id, `{ ${script} }`)).toEqual([]));
test('becomes a unit in every shape', () => {
  expect(
    mended(
      id,
      "{ boot.initrd = {\n  systemd.enable = true;\n  postMountCommands = lib.mkAfter ''\n    x\n  '';\n}; }".replace(
        '{ boot',
        '{ lib, ... }: { boot',
      ),
    ),
  ).toContain('after = [ "sysroot.mount" ];');
});
test('commands that are empty', () =>
  expect(found(id, '{ boot.initrd.systemd.enable = true; boot.initrd.postMountCommands = ""; }')).toEqual([]));
test('a script that another host still runs is not taken away from it', () => {
  const files = (other: string) => ({
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs = inputs: {
    nixosConfigurations = builtins.mapAttrs (_: systemd: inputs.nixpkgs.lib.nixosSystem {
      modules = [ ./wipe.nix { boot.initrd.systemd.enable = systemd; } ];
    }) { a = true; b = ${other}; };
  };
}
`,
    'wipe.nix': '{ boot.initrd.postResumeCommands = "zfs rollback -r rpool/root@blank"; }',
  });
  const preferred = (other: string) => problemsOf(id, files(other)).map(({ fixes }) => fixes[0]?.preferred);
  expect(preferred('false')).toEqual([false]);
  expect(preferred('true')).toEqual([true]);
});
