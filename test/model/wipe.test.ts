import { describe, expect, test } from 'vitest';
import { see } from '../support/models.ts';

const btrfsRoot = 'fileSystems."/" = { device = "/dev/x"; fsType = "btrfs"; options = [ "subvol=root" ]; };';

/** Throws the root subvolume away and restores it, with programs by their unknown paths. */
const rollback = `''
  mount /dev/x /mnt
  \${pkgs.btrfs-progs}/bin/btrfs subvolume delete /mnt/root
  \${pkgs.btrfs-progs}/bin/btrfs subvolume snapshot /mnt/root-blank /mnt/root
''`;

const host = (text: string) => see(`{ pkgs, lib, config, ... }: { ${text} }`);

describe('the wipe is found in', () => {
  test.each([
    [
      'commands of the scripted initrd',
      `boot.initrd.postResumeCommands = lib.mkAfter ${rollback};`,
      'postResumeCommands',
    ],
    ['older commands', `boot.initrd.postDeviceCommands = ${rollback};`, 'postDeviceCommands'],
    [
      'the script of a unit',
      `boot.initrd.systemd.services.wipe = { script = ${rollback}; };`,
      'systemd services wipe script',
    ],
    [
      'what a unit starts',
      `boot.initrd.systemd.services.wipe.serviceConfig.ExecStart = pkgs.writeShellScript "wipe" ${rollback};`,
      'systemd services wipe serviceConfig ExecStart',
    ],
  ])('%s', (_where, text, option) => {
    const { model } = host(`${btrfsRoot} ${text}`);
    expect(model.wipe.kind).toBe('btrfs');
    expect(model.wipe.option?.slice(2).join(' ')).toBe(option);
    expect(model.mounts.map(({ wiped }) => wiped)).toEqual([true]);
  });

  test('but what it copies back is not lost', () => {
    const copying = rollback.replace(/''$/, "  cp -a /mnt/kept/. /mnt/root/\n''");
    const { model } = host(`${btrfsRoot} boot.initrd.postResumeCommands = ${copying};`);
    expect(model.wipe.kind).toBe('unknown');
    expect(model.mounts.map(({ wiped }) => wiped)).toEqual([undefined]);
  });

  test('a layout of disko', () => {
    const { model, text } = host(`
      disko.devices.nodev."/" = { fsType = "tmpfs"; mountOptions = [ "size=2G" "mode=755" ]; };
      disko.devices.disk.main = { device = "/dev/vda"; type = "disk"; content = { type = "gpt"; partitions.nix = {
        size = "100%"; content = { type = "filesystem"; format = "ext4"; mountpoint = "/nix"; }; }; }; };
      fileSystems."/nix".neededForBoot = true;
    `);
    expect(model.wipe.kind).toBe('disko');
    expect(model.mounts.map(({ mountPoint, fsType, wiped, origin }) => [mountPoint, fsType, wiped, origin])).toEqual([
      ['/', 'tmpfs', true, 'disko'],
      ['/nix', 'ext4', false, 'disko'],
    ]);
    expect(model.mounts[1]?.neededForBoot).toBe(true);
    expect(text(model.mounts[1]?.sites.neededForBoot)).toBe('true');
  });
});

describe('nothing is wiped', () => {
  test('by a root on a disk', () => {
    expect(host('fileSystems."/" = { device = "/dev/x"; fsType = "ext4"; };').model.wipe.kind).toBe('none');
  });
  test('as far as is known, where a script is not', () => {
    expect(host(`${btrfsRoot} boot.initrd.postResumeCommands = pkgs.scripts.wipe;`).model.wipe.kind).toBe('unknown');
  });
  test('under a condition that is not known', () => {
    const { model } = host(`${btrfsRoot} boot.initrd.postResumeCommands = lib.mkIf pkgs.x ${rollback};`);
    expect([model.wipe.kind, model.mounts[0]?.wiped]).toEqual(['unknown', undefined]);
  });
  test('under a condition that is false', () => {
    expect(host(`${btrfsRoot} boot.initrd.postResumeCommands = lib.mkIf false ${rollback};`).model.wipe.kind).toBe(
      'none',
    );
  });
});

describe('mounts', () => {
  test('have the sites of their parts', () => {
    const { model, text } = host(
      'fileSystems."/x" = { device = "d"; fsType = "tmpfs"; options = [ "a" "mode=755" ]; };',
    );
    const [mount] = model.mounts;
    expect(text(mount?.site)).toBe('"/x"');
    expect(text(mount?.sites.device)).toBe('"d"');
    expect(text(mount?.sites.options)).toBe('[ "a" "mode=755" ]');
    expect(mount?.optionSites.map(text)).toEqual(['"a"', '"mode=755"']);
    expect(mount?.sites.neededForBoot).toBeUndefined();
  });
  test('of which a part is not known are there, and it is said', () => {
    const { model } = host('fileSystems."/x" = { device = pkgs.x; fsType = "ext4"; };');
    expect(model.mounts.map(({ device, fsType }) => [device, fsType])).toEqual([[undefined, 'ext4']]);
    expect(model.unknowns.map(({ path }) => path)).toEqual(['fileSystems."/x".device']);
  });
  test('may be more where the table is not known', () => {
    const { model } = host('fileSystems = pkgs.table;');
    expect(model.mountsUnknown?.reason).toMatch(/\w/);
  });
});
