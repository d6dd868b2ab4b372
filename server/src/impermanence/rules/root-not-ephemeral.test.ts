import { expect, test } from 'vitest';
import { found, problemsOf, system, wiped } from '../../../../test/rules/found.ts';
import { applied } from '../../../../test/rules/repair.ts';
import type { Files } from '../../../../test/support/folder.ts';

const id = 'root-not-ephemeral';

const entries = '  environment.persistence."/nix/p".directories = [ "/var/log" "/var/lib/nixos" ];';
const root = '  fileSystems."/" = { device = "/dev/sda1"; fsType = "btrfs"; options = [ "subvol=root" ]; };\n';
test('a root that stays', () => expect(found(id, system(root + entries))).toEqual(['4 info']));
test('nothing persisted, nothing to say', () => expect(found(id, system(root))).toEqual([]));
test('a wiped root, however it is wiped', () => {
  expect(found(id, wiped(entries))).toEqual([]);
  const script =
    "  boot.initrd.postResumeCommands = ''\n    mount /dev/sda1 /m\n    btrfs subvolume delete /m/root\n    btrfs subvolume create /m/root\n  '';\n";
  expect(found(id, system(root + script + entries))).toEqual([]);
});
test('without a root in sight there may be another', () => expect(found(id, system(entries))).toEqual([]));
const titles = (configuration: Files) =>
  problemsOf(id, configuration).flatMap(({ fixes }) => fixes.map(({ title }) => title));
const nix = '  fileSystems."/nix" = { device = "/dev/sda2"; fsType = "ext4"; };\n';
test('offers what empties this root, and each makes it one that is emptied', () => {
  const systemd = '  boot.initrd.systemd.enable = true;\n';
  const zfs = '  fileSystems."/" = { device = "rpool/root"; fsType = "zfs"; };\n';
  const ext4 = root.replace('btrfs', 'ext4').replace(' options = [ "subvol=root" ];', '');
  expect(titles(system(root + entries))).toHaveLength(2);
  expect(titles(system(systemd + root + entries))).toHaveLength(1);
  expect(titles(system(zfs + nix + entries))).toHaveLength(3);
  expect(titles(system(ext4 + entries))).toEqual([]);
  expect(titles(system(ext4 + nix + entries))).toEqual(['Make the root a tmpfs']);
  for (const wrong of [root, systemd + root, zfs, zfs + nix, ext4 + nix]) {
    const configuration = system(wrong + entries);
    for (const fix of problemsOf(id, configuration)[0]?.fixes ?? []) {
      const after = applied(configuration, fix);
      expect(after && after !== configuration ? found(id, after) : [fix.title]).toEqual([]);
    }
  }
});
test('a wipe beside the opening of an encrypted disk, and a root that systemd makes volatile', () => {
  const luks = (commands: string) =>
    `  boot.initrd.luks.devices.crypt = { device = "/dev/sda2"; postOpenCommands = "${commands}"; };\n`;
  const wipe = 'btrfs subvolume delete /m/root; btrfs subvolume create /m/root';
  expect(found(id, system(root + luks(wipe) + entries))).toEqual([]);
  expect(found(id, system(root + luks('echo open') + entries))).toEqual(['5 info']);
  const parameters = (text: string) => system(`${root}  boot.kernelParams = [ "quiet" "${text}" ];\n${entries}`);
  expect(found(id, parameters('systemd.volatile=overlay'))).toEqual([]);
  expect(found(id, parameters('splash'))).toEqual(['5 info']);
  for (const more of [
    'boot.kernelParams = import ./parameters.nix;',
    'boot.kernelParams = [ "quiet" ] ++ import <x>;',
  ]) {
    expect(found(id, system(`${root}  ${more}\n${entries}`))).toEqual([]);
  }
});
