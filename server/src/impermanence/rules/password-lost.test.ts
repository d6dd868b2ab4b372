import { expect, test } from 'vitest';
import { found, wiped } from '../../../../test/rules/found.ts';

const id = 'password-lost';

const user = (text: string) => `  users.users.mira = { isNormalUser = true; uid = 1000; ${text} };`;
test('nothing, an initial password, and one that is declared', () => {
  expect(found(id, wiped(user('')))).toEqual(['5 warning']);
  expect(found(id, wiped(user('initialPassword = "x";')))).toEqual(['5 info']);
  for (const field of [
    'hashedPassword = "x";',
    'password = "x";',
    'hashedPasswordFile = "/nix/x";',
    'openssh.authorizedKeys.keys = [ "ssh-ed25519 A" ];',
  ]) {
    expect(found(id, wiped(user(field)))).toEqual([]);
  }
});
test('another user, root, or a password that is not known', () => {
  expect(found(id, wiped(`${user('')}\n  users.users.root.hashedPassword = "x";`))).toEqual([]);
  expect(
    found(id, wiped(`${user('')}\n  users.users.ada = { isNormalUser = true; uid = 1001; hashedPassword = "x"; };`)),
  ).toEqual([]);
  const files = wiped(user('hashedPasswordFile = config.sops.secrets.mira.path;'));
  expect(found(id, { 'configuration.nix': `{ config, ... }: ${files['configuration.nix']}` })).toEqual([]);
});
test('users that are not kept in /etc/shadow', () => {
  for (const other of [
    'users.mutableUsers = false;',
    'services.userborn.enable = true;',
    'services.getty.autologinUser = "mira";',
    'environment.persistence."/nix/p".files = [ "/etc/shadow" ];',
  ]) {
    expect(found(id, wiped(`${user('')}\n  ${other}`))).toEqual([]);
  }
});
test('a root that stays', () => {
  expect(
    found(id, { 'configuration.nix': `{ ${user('')} fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; }; }` }),
  ).toEqual([]);
});
test('somebody of whom too little is known to say that they cannot log in', () => {
  const ada = '  users.users.ada = { isNormalUser = import <ada>; hashedPassword = "x"; };';
  expect(found(id, wiped(`${user('')}\n${ada}`))).toEqual([]);
});
test('a shadow file that is kept some other way', () => {
  const link = '  environment.etc.shadow.source = "/nix/p/shadow";';
  expect(found(id, wiped(`${user('')}\n${link}`))).toEqual([]);
});
test('keys that sshd reads elsewhere', () => {
  const keys = '  services.openssh = { enable = true; authorizedKeysFiles = [ "/nix/keys/%u" ]; };';
  expect(found(id, wiped(`${user('')}\n${keys}`))).toEqual([]);
});
