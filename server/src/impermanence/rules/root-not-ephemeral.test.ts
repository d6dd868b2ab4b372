import { expect, test } from 'vitest';
import { found, system, wiped } from '../../../../test/rules/found.ts';

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
