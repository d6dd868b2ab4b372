import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'manual-bind-mount';

const store = 'environment.persistence."/persist".hideMounts = true;';
const bind = (device: string, options = '"bind"') =>
  `{ ${store}\n  fileSystems."/var/lib/x" = { device = "${device}"; options = [ ${options} ]; }; }`;
test('a bind mount from a store', () => {
  expect(found(id, bind('/persist/var/lib/x'))).toEqual(['2 hint']);
  expect(found(id, bind('/persist/var/lib/x', '"rbind" "ro"'))).toEqual(['2 hint']);
  expect(found(id, bind('/data/x'))).toEqual([]);
  expect(found(id, bind('/persist/var/lib/x', '"noatime"'))).toEqual([]);
});
test('one from another place of the store cannot become an entry', () => {
  expect(mended(id, bind('/persist/x'))).toBe(bind('/persist/x'));
  expect(mended(id, bind('/persist/var/lib/x'))).toContain(
    'environment.persistence."/persist".directories = [ "/var/lib/x" ];',
  );
});
test('only what can be an entry at the same place', () => {
  expect(found(id, bind('/persist/x'))).toEqual([]);
  const nix = `{ ${store}\n  fileSystems."/nix" = { device = "/persist/nix"; options = [ "bind" ]; }; }`;
  expect(found(id, nix)).toEqual([]);
});
test('what an entry would lose is not changed without being asked', () => {
  expect(mended(id, bind('/persist/var/lib/x', '"bind" "ro"'))).toBe(bind('/persist/var/lib/x', '"bind" "ro"'));
  expect(mended(id, bind('/persist/var/lib/x', '"bind" "x-gvfs-hide"'))).toContain('directories = [ "/var/lib/x" ];');
});
test('a file becomes a file', () => {
  const file = (path: string) =>
    `{ ${store}\n  fileSystems."${path}" = { device = "/persist${path}"; options = [ "bind" ]; }; }`;
  expect(mended(id, file('/etc/machine-id'))).toContain('files = [ "/etc/machine-id" ];');
  expect(mended(id, file('/etc/foo.conf'))).toBe(file('/etc/foo.conf'));
});
test('what lies in a home becomes an entry of the user', () => {
  const text = `{ users.users.mira.isNormalUser = true; ${store}
  fileSystems."/home/mira/Music" = { device = "/persist/home/mira/Music"; options = [ "bind" ]; }; }`;
  expect(mended(id, text)).toContain('environment.persistence."/persist".users.mira.directories = [ "Music" ];');
});
