import { expect, test } from 'vitest';
import { found, messages, system } from '../../../../test/rules/found.ts';

const id = 'home-already-persistent';

const entries =
  '  users.users.mira.isNormalUser = true;\n  environment.persistence."/p".users.mira.directories = [ "Music" "Mail" ];';
test('one problem for a home, at its first entry', () => {
  expect(
    found(
      id,
      system(`  fileSystems."/home" = { device = "/dev/sda2"; fsType = "ext4"; neededForBoot = true; };\n${entries}`),
    ),
  ).toEqual(['5 info']);
});
test('a wiped home, and one on the root, are not kept', () => {
  expect(
    found(
      id,
      system(`  fileSystems."/home" = { device = "none"; fsType = "tmpfs"; neededForBoot = true; };\n${entries}`),
    ),
  ).toEqual([]);
  expect(found(id, system(`  fileSystems."/" = { device = "/dev/sda2"; fsType = "ext4"; };\n${entries}`))).toEqual([]);
});
test('tells the mount where it is another place', () => {
  const at = (path: string) =>
    messages(
      id,
      system(`  fileSystems."${path}" = { device = "/dev/sda2"; fsType = "ext4"; neededForBoot = true; };\n${entries}`),
    )[0];
  expect(at('/home')).toContain('/home/mira lies on /home, which is not wiped');
  expect(at('/home/mira')).toMatch(/^\/home\/mira is not wiped/);
});
