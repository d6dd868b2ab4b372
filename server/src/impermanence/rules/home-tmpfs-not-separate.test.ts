import { expect, test } from 'vitest';
import { flake, found, v1Inputs, v2Inputs, wiped } from '../../../../test/rules/found.ts';

const id = 'home-tmpfs-not-separate';

test('a home below a file system of its own at /home is separate', () => {
  const home = '  fileSystems."/home" = { device = "none"; fsType = "tmpfs"; neededForBoot = true; };';
  const entries = '  home-manager.users.mira.home.persistence."/nix/persist".directories = [ "Music" ];';
  expect(found(id, wiped(entries))).toEqual(['5 info']);
  expect(found(id, wiped(`${home}\n${entries}`))).toEqual([]);
});
test('is an error before v2 for what bindfs mounts, and a note for users of a storage since', () => {
  const root = '  fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };';
  const user = '  users.users.mira.isNormalUser = true;';
  const home = '  home-manager.users.mira.home.persistence."/nix/keep/home/mira".directories = [ "Music" ];';
  const files = '  home-manager.users.mira.home.persistence."/nix/keep/home/mira".files = [ ".screenrc" ];';
  const linked =
    '  home-manager.users.mira.home.persistence."/nix/keep/home/mira" = { defaultDirectoryMethod = "symlink"; directories = [ "Music" ]; };';
  const users = '  environment.persistence."/nix/keep".users.mira.directories = [ "Music" ];';
  const severities = (entry: string, inputs: Record<string, string>) =>
    found(id, flake([root, user, entry].join('\n'), inputs)).map((each) => each.split(' ')[2]);
  expect(severities(home, v1Inputs)).toEqual(['error']);
  expect(severities(files, v1Inputs)).toEqual([]);
  expect(severities(users, v1Inputs)).toEqual([]);
  expect(severities(linked, v1Inputs)).toEqual([]);
  expect(severities(home, v2Inputs)).toEqual(['info']);
  expect(severities(users, v2Inputs)).toEqual(['info']);
});
test('a root that stays, a module alone, and mounts that are not known say nothing', () => {
  const entries = 'environment.persistence."/p".users.mira.directories = [ "Music" ];';
  const root = 'fileSystems."/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; };';
  expect(found(id, `{ ${root} ${entries} }`)).toEqual([]);
  expect(
    found(id, { 'configuration.nix': `{ fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; }; ${entries} }` }),
  ).toEqual([]);
  expect(
    found(id, {
      'configuration.nix': `{ pkgs, ... }: { fileSystems = { "/" = { device = "none"; fsType = "tmpfs"; options = [ "size=1G" "mode=755" ]; }; } // pkgs.mounts; ${entries} }`,
    }),
  ).toEqual([]);
});
