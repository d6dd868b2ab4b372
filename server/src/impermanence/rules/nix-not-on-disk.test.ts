import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'nix-not-on-disk';

const root = '  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };\n';
test('a mount at /nix or /nix/store is enough', () => {
  expect(found(id, system(root))).toEqual(['3 error']);
  for (const at of ['/nix', '/nix/store']) {
    expect(found(id, system(`${root}  fileSystems."${at}" = { device = "/dev/sda1"; fsType = "ext4"; };`))).toEqual([]);
  }
});
test('a tmpfs there is not', () => {
  expect(found(id, system(`${root}  fileSystems."/nix" = { device = "none"; fsType = "tmpfs"; };`))).toEqual([
    '3 error',
  ]);
});
test('containers and images have other file systems', () => {
  expect(found(id, system(`${root}  boot.isContainer = true;`))).toEqual([]);
  const image = system(root)['configuration.nix']?.replace(
    '<home-manager/nixos>',
    '<nixpkgs/nixos/modules/installer/netboot/netboot-minimal.nix>',
  );
  expect(found(id, { 'configuration.nix': image ?? '' })).toEqual([]);
});
test('a module alone, and mounts that are not known, say nothing', () => {
  expect(found(id, `{\n${root}}`)).toEqual([]);
  expect(
    found(id, {
      'configuration.nix': `{ imports = [ ./x.nix ];\n${root}}`,
      'x.nix': '{ pkgs, ... }: { fileSystems = pkgs.mounts; }',
    }),
  ).toEqual([]);
});
test('an image that systemd mounts by its hash brings its store', () => {
  const image = system(`${root}  image.repart.verityStore.enable = true;\n`);
  expect(found(id, image)).toEqual([]);
  expect(found(id, system(root))).toHaveLength(1);
});
