import { expect, test } from 'vitest';
import { found, wiped } from '../../../../test/rules/found.ts';

const id = 'boot-not-on-disk';

const loader = '  boot.loader.systemd-boot.enable = true;\n';
test('without a loader nobody says anything', () => {
  expect(found(id, wiped(''))).toEqual([]);
  expect(found(id, wiped('  boot.loader.grub.device = "/dev/sda";'))).toEqual(['3 warning']);
  expect(found(id, wiped('  boot.loader.grub.enable = false;\n  boot.loader.grub.device = "/dev/sda";'))).toEqual([]);
});
test('any of the places a loader is told of', () => {
  expect(found(id, wiped(loader))).toEqual(['3 warning']);
  for (const at of ['/boot', '/boot/efi', '/boot/firmware', '/efi']) {
    expect(found(id, wiped(`${loader}  fileSystems."${at}" = { device = "/dev/sda1"; fsType = "vfat"; };`))).toEqual(
      [],
    );
  }
  expect(
    found(
      id,
      wiped(
        `${loader}  boot.loader.efi.efiSysMountPoint = "/esp";\n  fileSystems."/esp" = { device = "/dev/sda1"; fsType = "vfat"; };`,
      ),
    ),
  ).toEqual([]);
});
test('a root from disko stands at its name', () => {
  const text = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  inputs.disko.url = "github:nix-community/disko";
  outputs = inputs: { nixosConfigurations.a = inputs.nixpkgs.lib.nixosSystem { modules = [ inputs.disko.nixosModules.disko {
    boot.loader.systemd-boot.enable = true;
    disko.devices.nodev = {
      "/" = {
        fsType = "tmpfs";
      };
    };
  } ]; }; };
}
`;
  expect(found(id, { 'flake.nix': text })).toEqual(['7 warning']);
});
test('mirrored boot partitions', () => {
  const grub = (path: string) =>
    `  boot.loader.grub = { enable = true; mirroredBoots = [ { path = ${path}; devices = [ "nodev" ]; } ]; };`;
  const mount = '  fileSystems."/boot1" = { device = "/dev/sda1"; fsType = "vfat"; };';
  expect(found(id, wiped(grub('"/boot1"')))).toHaveLength(1);
  expect(found(id, wiped(`${grub('"/boot1"')}\n${mount}`))).toEqual([]);
  expect(found(id, wiped(grub('(import <path>)')))).toEqual([]);
});
