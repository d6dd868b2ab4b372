import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'generated-file';

const file = (path: string, rest = '') => `{ environment.persistence."/p".files = [ "${path}" ]; ${rest} }`;
test.each(['/etc/passwd', '/etc/shadow', '/etc/resolv.conf', '/etc/fstab', '/etc/nix/nix.conf'])('%s', (path) =>
  expect(found(id, file(path))).toEqual(['1 error']),
);
test('keys of environment.etc, and the time zone where it is set', () => {
  expect(found(id, file('/etc/motd', 'environment.etc.motd.text = "x";'))).toEqual(['1 error']);
  expect(found(id, file('/etc/localtime', 'time.timeZone = "UTC";'))).toEqual(['1 error']);
  expect(found(id, file('/etc/localtime'))).toEqual([]);
  expect(found(id, file('/etc/localtime', 'time.timeZone = null;'))).toEqual([]);
});
test.each(['/etc/machine-id', '/etc/adjtime', '/etc/ssh/ssh_host_ed25519_key', '/var/lib/passwd'])(
  '%s is not generated',
  (path) => expect(found(id, file(path))).toEqual([]),
);
test('as a directory as well; what holds generated files may be one', () => {
  const directory = (path: string) => `{ environment.persistence."/p".directories = [ "${path}" ]; }`;
  expect(found(id, directory('/etc/passwd'))).toEqual(['1 error']);
  expect(found(id, directory('/etc/ssh'))).toEqual([]);
  expect(found(id, directory('/etc/nix'))).toEqual([]);
});
test('a key of environment.etc that is turned off is none', () =>
  expect(found(id, file('/etc/motd', 'environment.etc.motd = { enable = false; text = "x"; };'))).toEqual([]));
test('a key of environment.etc that lies elsewhere', () => {
  expect(found(id, file('/etc/motd', 'environment.etc.motd = { text = "x"; target = "issue"; };'))).toEqual([]);
});
