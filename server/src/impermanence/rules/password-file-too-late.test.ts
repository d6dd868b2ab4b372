import { expect, test } from 'vitest';
import { found, mended, system, wiped } from '../../../../test/rules/found.ts';
import { root } from '../../../../test/support/folder.ts';

const id = 'password-file-too-late';

const user = (path: string) =>
  `  users.users.mira = { isNormalUser = true; uid = 1000; hashedPasswordFile = "${path}"; };`;
const mount = (flag: string) => `  fileSystems."/persist" = { device = "/dev/sda1"; fsType = "ext4"; ${flag} };`;
test('a persisted file or directory', () => {
  expect(found(id, system(`${user('/etc/pw')}\n  environment.persistence."/p".files = [ "/etc/pw" ];`))).toEqual([
    '3 error',
  ]);
  expect(found(id, system(`${user('/p/etc/pw')}\n  environment.persistence."/p".files = [ "/etc/pw" ];`))).toEqual([]);
});
test('a file system that comes late', () => {
  expect(found(id, system(`${user('/persist/pw')}\n${mount('')}`))).toEqual(['3 error']);
  expect(mended(id, system(`${user('/persist/pw')}\n${mount('')}`))).toContain('neededForBoot = true;');
  expect(found(id, system(`${user('/persist/pw')}\n${mount('neededForBoot = true;')}`))).toEqual([]);
  expect(found(id, system(`${user('/nix/pw')}\n${mount('').replace('/persist', '/nix')}`))).toEqual([]);
});
test('a module alone does not know of the flag', () =>
  expect(found(id, `{ ${user('/persist/pw')} ${mount('')} }`)).toEqual([]));
test('a file on the wiped root that nothing keeps', () => {
  expect(found(id, wiped(user('/etc/pw')))).toEqual(['5 error']);
  for (const path of ['/run/secrets/pw', '/nix/pw']) expect(found(id, wiped(user(path)))).toEqual([]);
  expect(found(id, wiped(`${user('/etc/pw')}\n  sops.secrets.pw.path = "/etc/pw";`))).toEqual([]);
  expect(found(id, `{ ${user('/etc/pw')} }`)).toEqual([]);
});
test('the old name of the option is reported once', () =>
  expect(found(id, wiped('  users.users.mira = { isNormalUser = true; passwordFile = "/etc/pw"; };'))).toEqual([
    '5 error',
  ]));
test('a file of the configuration is read from where that is', () => {
  const given = (path: string) => wiped(`  users.users.mira = { isNormalUser = true; hashedPasswordFile = ${path}; };`);
  expect(found(id, given('toString ./pw'))).toEqual([]);
  expect(found(id, given(`"${root}/pw"`))).toEqual(['5 error']);
  expect(found(id, given('toString ../secrets/pw'))).toEqual([]);
  const elsewhere = (path: string) => ({
    'hosts/a/configuration.nix': (wiped('')['configuration.nix'] ?? '').replace(
      'imports = [',
      'imports = [ ../../users/mira.nix',
    ),
    'users/mira.nix': `{ users.users.mira = { isNormalUser = true; hashedPasswordFile = ${path}; }; }`,
  });
  expect(found(id, elsewhere('toString ./pw'))).toEqual([]);
  expect(found(id, elsewhere('"/etc/pw"'))).toHaveLength(1);
});
test('an entry that holds the storage itself is another problem', () => {
  const files = wiped(`${user('/nix/p/pw')}\n  environment.persistence."/nix/p".directories = [ "/nix/p" ];`);
  expect(found(id, files)).toEqual([]);
});
