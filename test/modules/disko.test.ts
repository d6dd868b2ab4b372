import { describe, expect, test } from 'vitest';
import { at, configure } from '../support/configure.ts';

/** `mountPoint: device fsType options` of what the layout comes to; facts after lib/types of disko. */
function mounts(text: string): Readonly<Record<string, unknown>> {
  const value = at(configure(text), 'fileSystems') as Record<string, Record<string, unknown> | string>;
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
const mainUuid = '/dev/disk/by-uuid/0d6e4079-e367-03eb-d37c-00722f5891d2';

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

  // What disko itself gave for these under real Nix.
  test('bcachefs over several disks: mounted early, by a UUID made of the name, options once', () => {
    expect(
      mounts(`{
        disko.devices = {
          disk.a = { device = "/dev/sda"; content = { type = "gpt"; partitions.p = { size = "100%"; content = { type = "bcachefs"; filesystem = "main"; label = "ssd.a"; }; }; }; };
          disk.b = { device = "/dev/sdb"; content = { type = "bcachefs"; filesystem = "main"; }; };
          bcachefs_filesystems.main = { type = "bcachefs_filesystem"; mountpoint = "/fs"; mountOptions = [ "verbose" "X-mount.mkdir" ]; subvolumes = {
            "subvolumes/root" = { mountpoint = "/"; mountOptions = [ "noatime" ]; };
            "/lead/home".mountpoint = "/home";
            none = { };
          }; };
          bcachefs_filesystems.other = { type = "bcachefs_filesystem"; uuid = "809b3a2b-828a-4730-95e1-75b6343e415a"; mountpoint = "/other"; };
        };
      }`),
    ).toEqual({
      '/': [mainUuid, 'bcachefs', ['X-mount.mkdir', 'X-mount.subdir=subvolumes/root', 'noatime'], 'early'],
      '/fs': [mainUuid, 'bcachefs', ['X-mount.mkdir', 'verbose'], 'early'],
      '/home': [mainUuid, 'bcachefs', ['X-mount.mkdir', 'X-mount.subdir=lead/home'], 'early'],
      '/other': ['/dev/disk/by-uuid/809b3a2b-828a-4730-95e1-75b6343e415a', 'bcachefs', ['X-mount.mkdir'], 'early'],
    });
  });

  test('partitions of an array are numbered in the order they are made', () => {
    const filesystem = (at: string) => `content = { type = "filesystem"; format = "ext4"; mountpoint = "${at}"; };`;
    expect(
      mounts(`{
        disko.devices.mdadm.r1 = { level = 1; content = { type = "gpt"; partitions = {
          rest = { size = "100%"; ${filesystem('/rest')} };
          boot = { size = "1M"; type = "EF02"; };
          zed = { size = "1G"; ${filesystem('/zed')} };
          abc = { size = "1G"; content.type = "swap"; };
          early = { size = "1G"; priority = 1; name = "renamed"; ${filesystem('/early')} };
          uu = { size = "1G"; uuid = "809b3a2b-828a-4730-95e1-75b6343e415a"; ${filesystem('/uu')} };
        }; }; };
      }`),
    ).toEqual({
      '/early': ['/dev/disk/by-id/md-name-any:r1-part1', 'ext4', defaults],
      '/rest': ['/dev/disk/by-id/md-name-any:r1-part6', 'ext4', defaults],
      '/uu': ['/dev/disk/by-partuuid/809b3a2b-828a-4730-95e1-75b6343e415a', 'ext4', defaults],
      '/zed': ['/dev/disk/by-id/md-name-any:r1-part5', 'ext4', defaults],
    });
  });

  test('an array with a partition that is not known has no order', () => {
    const found = mounts(`{ inputs, ... }: {
      disko.devices.mdadm.r1.content = { type = "gpt"; partitions = {
        a.content = { type = "filesystem"; format = "ext4"; mountpoint = "/a"; };
        b.priority = inputs.x;
      }; };
    }`);
    expect(found['/a']).toEqual([{ '<unknown>': 'the order of the partitions is not known' }, 'ext4', defaults]);
  });

  test('a long label is hashed; a table inside of LUKS is labelled by it', () => {
    expect(
      mounts(`{
        disko.devices.disk.withaveryverylongnameindeed = { device = "/dev/sdc"; content = { type = "gpt"; partitions."a-long-name-of-a-partition".content = { type = "filesystem"; format = "ext4"; mountpoint = "/long"; }; }; };
        disko.devices.disk.l = { device = "/dev/sde"; content = { type = "luks"; name = "crypt"; content = { type = "gpt"; partitions.x = { size = "100%"; content = { type = "filesystem"; format = "xfs"; mountpoint = "/x"; }; }; }; }; };
      }`),
    ).toEqual({
      '/long': ['/dev/disk/by-partlabel/84c8bbbc34e39133cb6f4235d5dcd5c20f9b', 'ext4', defaults],
      '/x': ['/dev/disk/by-partlabel/luks-crypt-x', 'xfs', defaults],
    });
  });

  test('conditions and priorities stand anywhere in a layout', () => {
    expect(
      mounts(`{ lib, config, ... }: {
        networking.hostName = "a";
        disko.devices = {
          nodev."/" = lib.mkIf (config.networking.hostName == "a") { fsType = "tmpfs"; };
          nodev."/off" = lib.mkIf (config.networking.hostName == "b") { fsType = "tmpfs"; };
          disk.main = { device = "/dev/sda"; content = { type = "gpt"; partitions = {
            plain = lib.mkIf false { content = { type = "filesystem"; format = "ext4"; mountpoint = "/plain"; }; };
            luks = lib.mkIf true { content = lib.mkIf true { type = "luks"; name = "crypt"; content = { type = "btrfs"; subvolumes = lib.mkMerge [
              { "@nix" = lib.mkIf true { mountpoint = lib.mkForce "/nix"; }; }
              { "@swap" = lib.mkIf false { mountpoint = "/swap"; }; }
            ]; }; }; };
          }; }; };
        };
      }`),
    ).toEqual({
      '/': ['tmpfs', 'tmpfs', defaults],
      '/nix': ['/dev/mapper/crypt', 'btrfs', ['defaults', 'subvol=@nix']],
    });
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
