import { expect, test } from 'vitest';
import { flake, found, messages, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'uids-not-stable';

const store = '  environment.persistence."/p".directories = [ "/srv" ];';
const user = (uid: string) => `  users.users.mira = { isNormalUser = true; ${uid} };`;
test('users and groups without an id', () => {
  expect(found(id, system(`${user('')}\n${store}`))).toEqual(['4 warning']);
  expect(found(id, system(`${user('uid = 1000;')}\n${store}`))).toEqual([]);
  expect(messages(id, system(`${user('uid = 1000;')}\n  users.groups.band = { };\n${store}`))[0]).toContain(
    'group band',
  );
});
test('any of the three paths, as an entry or as a mount', () => {
  for (const path of ['/var', '/var/lib', '/var/lib/nixos']) {
    expect(found(id, system(`${user('')}\n${store.replace('"/srv"', `"${path}"`)}`))).toEqual([]);
    expect(
      found(id, system(`${user('')}\n${store}\n  fileSystems."${path}" = { device = "none"; fsType = "tmpfs"; };`)),
    ).toEqual([]);
  }
  expect(found(id, system(`${user('')}\n${store.replace('"/srv"', '"/var/lib/nixos2"')}`))).toEqual(['4 warning']);
});
test('stores that are off, or do not warn', () => {
  expect(found(id, system(`${user('')}\n${store}\n  environment.persistence."/p".enableWarnings = false;`))).toEqual(
    [],
  );
  expect(found(id, system(`${user('')}\n${store}\n  environment.persistence."/p".enable = false;`))).toEqual([]);
});
test('stores of Home Manager count since v2', () => {
  const home = '  home-manager.users.mira.home.persistence."/p".directories = [ "Music" ];';
  expect(found(id, system(`${user('')}\n${home}`))).toEqual(['4 warning']);
  expect(found(id, flake(`${user('')}\n${home}`, v1Inputs))).toEqual([]);
});
test('entries that are not known may be it', () => {
  expect(
    found(id, {
      'configuration.nix': `{ pkgs, ... }: { ${user('')} environment.persistence."/p".directories = pkgs.list; }`,
    }),
  ).toEqual([]);
});
