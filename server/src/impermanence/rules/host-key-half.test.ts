import { expect, test } from 'vitest';
import { found, mended, wiped } from '../../../../test/rules/found.ts';

const id = 'host-key-half';

const store = (files: string) =>
  `  environment.persistence."/nix/p" = { directories = [ "/var/lib/nixos" ]; files = [ ${files} ]; };`;
const key = '/etc/ssh/ssh_host_rsa_key';
test('either half without the other', () => {
  expect(found(id, wiped(store(`"${key}"`)))).toEqual(['5 info']);
  expect(found(id, wiped(store(`"${key}.pub"`)))).toEqual(['5 info']);
  expect(found(id, wiped(store(`"${key}" "${key}.pub"`)))).toEqual([]);
  expect(found(id, wiped(store('"/etc/ssh/known_hosts"')))).toEqual([]);
});
test('a public key that the configuration writes', () =>
  expect(
    found(id, wiped(`${store(`"${key}"`)}\n  environment.etc."ssh/ssh_host_rsa_key.pub".text = "ssh-rsa AAAA";`)),
  ).toEqual([]));
test('keys that sshd is told to use elsewhere', () => {
  const keys = '  services.openssh = { enable = true; hostKeys = [ { path = "/var/ssh/key"; type = "ed25519"; } ]; };';
  expect(found(id, wiped(`${keys}\n${store('"/var/ssh/key"')}`))).toEqual(['6 info']);
  expect(found(id, wiped(store('"/var/ssh/key"')))).toEqual([]);
});
test('the twin is not written into a list that code makes paths of', () => {
  const made = store('').replace('[  ]', 'map (k: "/etc/ssh/ssh_host_" + k) [ "rsa_key" ]');
  expect(mended(id, wiped(made))).toContain(' + k) [ "rsa_key" ] ++ [ "/etc/ssh/ssh_host_rsa_key.pub" ];');
});
