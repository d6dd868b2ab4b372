import { expect, test } from 'vitest';
import { found, mended, wiped } from '../../../../test/rules/found.ts';

const id = 'host-keys-not-stable';

const store = (files: string) =>
  `  services.openssh.enable = true;\n  environment.persistence."/nix/p" = { directories = [ "/var/lib/nixos" ]; files = [ ${files} ]; };`;
test('one key that is kept is enough', () => {
  expect(found(id, wiped(store('')))).toEqual(['5 warning']);
  expect(found(id, wiped(store('"/etc/ssh/ssh_host_ed25519_key"')))).toEqual([]);
  expect(found(id, wiped(store('').replace('"/var/lib/nixos"', '"/etc/ssh"')))).toEqual([]);
});
test('keys in a storage, and a server that is off', () => {
  const keys = '  services.openssh.hostKeys = [ { path = "/nix/p/ssh/key"; type = "ed25519"; } ];';
  expect(found(id, wiped(`${store('')}\n${keys}`))).toEqual([]);
  expect(found(id, wiped(store('').replace('true', 'false')))).toEqual([]);
});
test('keys elsewhere are persisted where they are', () => {
  const keys = '  services.openssh.hostKeys = [ { path = "/srv/key"; type = "ed25519"; } ];';
  expect(mended(id, wiped(`${store('')}\n${keys}`))).toContain('files = [ "/srv/key" "/srv/key.pub" ];');
});
test('keys that are secrets of the configuration', () => {
  for (const tool of ['sops', 'age']) {
    const secret = `  ${tool}.secrets.key.path = "/etc/ssh/ssh_host_ed25519_key";`;
    expect(found(id, wiped(`${store('')}\n${secret}`))).toEqual([]);
    expect(found(id, wiped(`${store('')}\n${secret.replace('/etc/ssh', '/root')}`))).toEqual(['5 warning']);
  }
});
test('keys that somebody puts below /run', () => {
  const keys = (path: string) => `  services.openssh.hostKeys = [ { path = "${path}"; type = "ed25519"; } ];`;
  expect(found(id, wiped(`${store('')}\n${keys('/run/secrets/key')}`))).toEqual([]);
  expect(found(id, wiped(`${store('')}\n${keys('/srv/key')}`))).toEqual(['5 warning']);
});
test('the short name of the server', () => {
  const short = store('').replace('services.openssh', 'services.sshd');
  expect(found(id, wiped(short))).toEqual(['5 warning']);
  expect(found(id, wiped(short.replace('true', 'false')))).toEqual([]);
});
