import { expect, test } from 'vitest';
import { found, wiped } from '../../../../test/rules/found.ts';

const id = 'store-on-ephemeral';

const store = (path: string) => `  environment.persistence."${path}".directories = [ "/var/log" "/var/lib/nixos" ];`;
test('on the wiped root, and on a mount that stays', () => {
  expect(found(id, wiped(store('/persist')))).toEqual(['5 error']);
  expect(found(id, wiped(store('/nix/persist')))).toEqual([]);
});
test('a store without entries, or turned off, keeps nothing anyway', () => {
  expect(found(id, wiped('  environment.persistence."/persist".hideMounts = true;'))).toEqual([]);
  expect(found(id, wiped(`  environment.persistence."/persist".enable = false;\n${store('/persist')}`))).toEqual([]);
});
test('a folder that another store persists is kept', () => {
  const home = '  home-manager.users.mira.home.persistence."/etc/nixos/dots".files = [ ".screenrc" ];';
  expect(found(id, wiped(`  environment.persistence."/nix/p".directories = [ "/etc/nixos" ];\n${home}`))).toEqual([]);
});
test('a module alone knows of the mount at exactly the path only', () => {
  const tmpfs = 'fileSystems."/persist" = { device = "none"; fsType = "tmpfs"; neededForBoot = true; };';
  expect(found(id, `{ ${tmpfs}\n${store('/persist')} }`)).toEqual(['2 error']);
  expect(found(id, `{ ${tmpfs}\n${store('/persist/a')} }`)).toEqual([]);
});
