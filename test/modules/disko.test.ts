import { describe, expect, test } from 'vitest';
import { evaluateHost } from '../../server/src/nix/modules/evaluate.ts';
import { findHosts } from '../../server/src/nix/modules/hosts.ts';
import { absolute, memorySources } from '../support/memorySources.ts';
import { plain } from '../support/plainValue.ts';

/** `mountPoint: device fsType options` of what the layout comes to; facts after lib/types of disko. */
function mounts(text: string): Readonly<Record<string, unknown>> {
  const sources = memorySources({ 'configuration.nix': text });
  const [host] = findHosts(absolute('configuration.nix'), sources);
  if (host === undefined) throw new Error('no host');
  const value = plain(evaluateHost(host, sources).lookup(['fileSystems'])) as Record<
    string,
    Record<string, unknown> | string
  >;
  return Object.fromEntries(
    Object.entries(value).map(([name, mount]) => [
      name,
      typeof mount === 'string'
        ? mount
        : [mount.device, mount.fsType, mount.options, ...(mount.neededForBoot === true ? ['early'] : [])],
    ]),
  );
}

const defaults = ['defaults'];

describe('disko.devices', () => {
  test('partitions, btrfs subvolumes and a tmpfs root, beside neededForBoot', () => {
    expect(
      mounts(`{
        disko.devices = {
          nodev."/" = { fsType = "tmpfs"; mountOptions = [ "size=2G" "mode=755" ]; };
          disk.main = {
            device = "/dev/nvme0n1";
            content = { type = "gpt"; partitions = {
              ESP = { size = "512M"; type = "EF00"; content = { type = "filesystem"; format = "vfat"; mountpoint = "/boot"; }; };
              swap = { size = "8G"; content = { type = "swap"; }; };
              "the root" = { size = "100%"; content = { type = "btrfs"; subvolumes = {
                "@nix" = { mountpoint = "/nix"; mountOptions = [ "noatime" ]; };
                "@persist".mountpoint = "/persist";
                unmounted = { };
              }; }; };
            }; };
          };
        };
        fileSystems."/persist".neededForBoot = true;
      }`),
    ).toEqual({
      '/': ['tmpfs', 'tmpfs', ['size=2G', 'mode=755']],
      '/boot': ['/dev/disk/by-partlabel/disk-main-ESP', 'vfat', defaults],
      '/nix': ['/dev/disk/by-partlabel/disk-main-the\\x20root', 'btrfs', ['noatime', 'subvol=@nix']],
      '/persist': ['/dev/disk/by-partlabel/disk-main-the\\x20root', 'btrfs', ['defaults', 'subvol=@persist'], 'early'],
    });
  });

  test('luks around lvm around a file system', () => {
    expect(
      mounts(`{
        disko.devices.disk.a = { device = "/dev/sda"; content = { type = "gpt"; partitions.p = { uuid = "11111111-2222-3333-4444-555555555555"; content = {
          type = "luks"; name = "crypted"; content = { type = "lvm_pv"; vg = "pool"; }; }; };
          partitions.q.content = { type = "luks"; name = "open"; content = { type = "filesystem"; format = "ext4"; mountpoint = "/q"; }; }; }; };
        disko.devices.lvm_vg.pool.lvs.root.content = { type = "filesystem"; format = "xfs"; mountpoint = "/"; };
      }`),
    ).toEqual({
      '/': ['/dev/pool/root', 'xfs', defaults],
      '/q': ['/dev/mapper/open', 'ext4', defaults],
    });
  });

  test('zfs datasets', () => {
    expect(
      mounts(`{
        disko.devices.zpool.rpool = {
          mountpoint = "/pool";
          datasets = {
            "local/root" = { type = "zfs_fs"; mountpoint = "/"; options.mountpoint = "legacy"; };
            "local/nix" = { type = "zfs_fs"; mountpoint = "/nix"; mountOptions = [ "noatime" ]; };
            parent = { type = "zfs_fs"; options.mountpoint = "none"; };
            off = { type = "zfs_fs"; mountpoint = "/off"; options.canmount = "off"; };
            vol = { type = "zfs_volume"; size = "1G"; content = { type = "filesystem"; format = "ext4"; mountpoint = "/vol"; }; };
          };
        };
      }`),
    ).toEqual({
      '/': ['rpool/local/root', 'zfs', defaults],
      '/nix': ['rpool/local/nix', 'zfs', ['noatime', 'zfsutil']],
      '/pool': ['rpool', 'zfs', ['defaults', 'zfsutil']],
      '/vol': ['/dev/zvol/rpool/vol', 'ext4', defaults],
    });
  });

  test('legacy tables count partitions, arrays have their own device', () => {
    expect(
      mounts(`{
        disko.devices.disk.a = { device = "/dev/disk/by-id/x"; content = { type = "table"; partitions = [
          { name = "boot"; content = { type = "filesystem"; format = "vfat"; mountpoint = "/boot"; }; }
          { name = "raid"; content = { type = "mdraid"; name = "md"; }; }
        ]; }; };
        disko.devices.mdadm.md.content = { type = "filesystem"; format = "ext4"; mountpoint = "/"; };
      }`),
    ).toEqual({ '/': ['/dev/md/md', 'ext4', defaults], '/boot': ['/dev/disk/by-id/x-part1', 'vfat', defaults] });
  });

  test('nothing is made with enableConfig = false', () => {
    expect(mounts('{ disko.enableConfig = false; disko.devices.nodev."/".fsType = "tmpfs"; }')).toEqual({});
  });

  test('an unknown part leaves the table open and the rest known', () => {
    const found = mounts(
      '{ inputs, ... }: { disko.devices = { nodev."/tmp".fsType = "tmpfs"; disk.x = inputs.y; }; fileSystems."/a".device = "b"; }',
    );
    expect(Object.keys(found).sort()).toEqual(['/a', '/tmp', '<rest>']);
  });
});
