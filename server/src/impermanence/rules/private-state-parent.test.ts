import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'private-state-parent';

const entry = '  environment.persistence."/p".directories = [ "/var/lib/private/x" "/var/lib/nixos" ];';
test('a rule of systemd-tmpfiles for target or source', () => {
  expect(found(id, system(entry))).toEqual(['3 warning']);
  for (const rule of [
    'd /var/lib/private 0700 root root -',
    'd /p/var/lib/private 700 - - -',
    'z /p/var/lib/private 0700 root root - -',
  ]) {
    expect(found(id, system(`${entry}\n  systemd.tmpfiles.rules = [ "${rule}" ];`))).toEqual([]);
  }
  expect(found(id, system(`${entry}\n  systemd.tmpfiles.rules = [ "d /var/lib/private 0755 root root -" ];`))).toEqual([
    '3 warning',
  ]);
  expect(found(id, system(`${entry}\n  systemd.tmpfiles.settings.keep."/p/var/lib/private".d.mode = "0700";`))).toEqual(
    [],
  );
});
test('the parent itself with its mode', () => {
  expect(
    found(
      id,
      system(
        '  environment.persistence."/p".directories = [ { directory = "/var/lib/private"; mode = "0700"; } "/var/lib/nixos" ];',
      ),
    ),
  ).toEqual([]);
  expect(
    found(id, system('  environment.persistence."/p".directories = [ "/var/lib/private" "/var/lib/nixos" ];')),
  ).toEqual(['3 warning']);
});
test('a child beside it makes the parent first', () => {
  expect(
    found(
      id,
      system(
        '  environment.persistence."/p".directories = [ { directory = "/var/lib/private"; mode = "0700"; } "/var/lib/private/x" "/var/lib/nixos" ];',
      ),
    ),
  ).toEqual(['3 warning']);
});
test('a module alone', () => expect(found(id, `{ ${entry} }`)).toEqual([]));
test('settings of tmpfiles count by their mode', () => {
  const setting = (line: string) => `  systemd.tmpfiles.settings.own."/var/lib/private".${line};`;
  expect(found(id, system(`${entry}\n${setting('d.mode = "0700"')}`))).toEqual([]);
  expect(found(id, system(`${entry}\n${setting('d.mode = "0755"')}`))).toHaveLength(1);
  expect(found(id, system(`${entry}\n${setting('R = { }')}`))).toHaveLength(1);
  expect(found(id, system(`${entry}\n${setting('d = import <lines>')}`))).toEqual([]);
});
test('an activation script that sees to it', () => {
  const script = (text: string) =>
    found(id, system(`${entry}\n  system.activationScripts.private = { deps = [ "specialfs" ]; text = "${text}"; };`));
  expect(script('install -d -m 0700 /p/var/lib/private')).toEqual([]);
  expect(script('chmod 0700 /p/var/lib/other')).toEqual(['3 warning']);
});
