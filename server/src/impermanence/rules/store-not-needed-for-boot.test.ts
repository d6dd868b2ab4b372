import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'store-not-needed-for-boot';

const mount = '  fileSystems."/persist" = { device = "/dev/sda1"; fsType = "ext4"; };';
const store = (path: string, rest = '') =>
  `  environment.persistence."${path}" = { directories = [ "/var/log" "/var/lib/nixos" ]; ${rest} };`;
test('the path as it is written', () => {
  expect(found(id, system(`${mount}\n${store('/persist')}`))).toEqual(['3 error']);
  expect(found(id, system(`${mount}\n${store('/persist/')}`))).toEqual([]);
  expect(found(id, system(`${mount}\n${store('label', 'persistentStoragePath = "/persist";')}`))).toEqual(['3 error']);
});
test('a store without entries, or turned off', () => {
  expect(found(id, system(`${mount}\n  environment.persistence."/persist".hideMounts = true;`))).toEqual([]);
  expect(found(id, system(`${mount}\n${store('/persist', 'enable = false;')}`))).toEqual([]);
});
test('a flag set elsewhere counts, and elsewhere may be out of sight', () => {
  expect(found(id, system(`${mount}\n  fileSystems."/persist".neededForBoot = true;\n${store('/persist')}`))).toEqual(
    [],
  );
  expect(found(id, `{ ${mount} ${store('/persist')} }`)).toEqual([]);
  expect(found(id, `{ ${mount} fileSystems."/persist".neededForBoot = false; ${store('/persist')} }`)).toEqual([
    '1 error',
  ]);
});
test('is repaired in every shape', () => {
  const flat = '  fileSystems."/persist".device = "/dev/sda1"; # the disk\n  fileSystems."/persist".fsType = "ext4";';
  expect(mended(id, system(`${flat}\n${store('/persist')}`))).toContain(
    `${flat}\n  fileSystems."/persist".neededForBoot = true;\n`,
  );
  const table = '  fileSystems = {\n    "/persist" = {\n      device = "/dev/sda1";\n    };\n  };';
  expect(mended(id, system(`${table}\n${store('/persist')}`))).toContain(
    '      device = "/dev/sda1";\n      neededForBoot = true;\n    };',
  );
  const off = '  fileSystems."/persist" = { device = "/dev/sda1"; neededForBoot = false; };';
  expect(mended(id, system(`${off}\n${store('/persist')}`))).toContain('neededForBoot = true;');
});
test('before v2 stores of Home Manager do not count', () => {
  const home = '  home-manager.users.mira.home.persistence."/persist".directories = [ "Music" ];';
  expect(found(id, flake(`${mount}\n${home}`, v1Inputs))).toEqual([]);
  expect(found(id, system(`${mount}\n${home}`))).toEqual(['3 error']);
});
test('a file system that a function gives', () => {
  const host = (value: string) => ({
    'configuration.nix': `{ lib, ... }: let btrfs = subvol: { device = "/dev/x"; fsType = "btrfs"; options = [ ("subvol=" + subvol) ]; }; in {
  imports = [ <impermanence/nixos.nix> ];
  fileSystems."/persist" = ${value};
  environment.persistence."/persist".directories = [ "/var/lib/nixos" ];
}`,
  });
  expect(mended(id, host('btrfs "persist"'))).toContain('= btrfs "persist" // { neededForBoot = true; };');
  const merged = host('lib.mkMerge [ (btrfs "persist") ]');
  expect(found(id, merged)).toHaveLength(1);
  expect(mended(id, merged)).toBe(merged['configuration.nix']);
});
