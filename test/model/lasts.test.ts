import { describe, expect, test } from 'vitest';
import { isEphemeral, lasts, mountOf } from '../../server/src/impermanence/model/lasts.ts';
import { see } from '../support/models.ts';

const disks = `fileSystems = {
  "/" = { device = "none"; fsType = "tmpfs"; };
  "/nix" = { device = "/dev/vda1"; fsType = "ext4"; };
  "/persist" = { device = "/dev/vda2"; fsType = "ext4"; neededForBoot = true; };
  "/home/bird" = { device = "none"; fsType = "tmpfs"; };
  "/var/lib/docker" = { device = "/persist/docker"; fsType = "none"; options = [ "bind" ]; };
};`;

const model = (more = '') => see(`{ pkgs, lib, ... }: { ${disks} ${more} }`).model;

describe('mounts', () => {
  test('the nearest above counts', () => {
    const host = model();
    expect(mountOf(host, '/home/bird/x')?.mountPoint).toBe('/home/bird');
    expect(mountOf(host, '/home/birdy')?.mountPoint).toBe('/');
    expect(isEphemeral(host, '/etc')).toBe(true);
    expect(isEphemeral(host, '/nix/store')).toBe(false);
    expect(isEphemeral(host, '/run/x')).toBe(true);
  });

  test('is not known where more may be mounted', () => {
    const { model: host } = see(`{ elsewhere, ... }: { ${disks} imports = [ elsewhere.module ]; }`);
    expect(host.open).toBe(true);
    expect(isEphemeral(host, '/srv')).toBeUndefined();
    expect(isEphemeral(host, '/persist')).toBe(false);
  });
});

describe('lasting is', () => {
  test.each([
    ['what lies on a disk', '/nix/x', '', true],
    ['what lies on the wiped root', '/srv', '', false],
    ['what lies on memory of its own', '/home/bird/x', '', false],
    ['a bind mount of a lasting folder', '/var/lib/docker/volumes', '', true],
    ['an entry', '/var/log', 'environment.persistence."/persist".directories = [ "/var/log" ];', true],
    [
      'what lies below an entry',
      '/var/log/x',
      'environment.persistence."/persist".directories = [ "/var/log" ];',
      true,
    ],
    ['not what lies above one', '/var', 'environment.persistence."/persist".directories = [ "/var/log" ];', false],
    ['not what begins alike', '/var/logs', 'environment.persistence."/persist".directories = [ "/var/log" ];', false],
    ['a file', '/etc/machine-id', 'environment.persistence."/persist".files = [ "/etc/machine-id" ];', true],
    ['not what lies below a file', '/etc/x/y', 'environment.persistence."/persist".files = [ "/etc/x" ];', false],
    ['a link of environment.etc into a store', '/etc/x', 'environment.etc."x".source = "/persist/etc/x";', true],
    ['not one to somewhere else', '/etc/x', 'environment.etc."x".source = "/srv/x";', false],
    ['a link of tmpfiles', '/var/lib/x/y', 'systemd.tmpfiles.rules = [ "L+ /var/lib/x - - - - /persist/x" ];', true],
    [
      'not a folder of tmpfiles',
      '/var/lib/x',
      'systemd.tmpfiles.rules = [ "d /var/lib/x 0700 root root - -" ];',
      false,
    ],
    ['a link of tmpfiles settings', '/a', 'systemd.tmpfiles.settings."10-x"."/a"."L+".argument = "/persist/a";', true],
    [
      'what preservation keeps',
      '/srv/a',
      'preservation = { enable = true; preserveAt."/persist".directories = [ "/srv" ]; };',
      true,
    ],
    [
      'what it would keep were it on',
      '/srv/a',
      'preservation = { enable = false; preserveAt."/persist".directories = [ "/srv" ]; };',
      false,
    ],
    [
      'perhaps an entry under an unknown condition',
      '/a',
      'environment.persistence."/persist" = { enable = pkgs.x; directories = [ "/a" ]; };',
      undefined,
    ],
    [
      'perhaps anything beside an unknown entry',
      '/a',
      'environment.persistence."/persist".directories = [ pkgs.x ];',
      undefined,
    ],
    [
      'a known entry beside an unknown one',
      '/b',
      'environment.persistence."/persist".directories = [ pkgs.x "/b" ];',
      true,
    ],
  ] as const)('%s', (_what, path, more, expected) => expect(lasts(model(more), path)).toBe(expected));
});
