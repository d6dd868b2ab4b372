import { expect, test } from 'vitest';
import { found, wiped } from '../../../../test/rules/found.ts';

const id = 'bind-source-on-ephemeral';

const bind = (device: string) => `  fileSystems."/var/lib/x" = { device = "${device}"; options = [ "bind" ]; };`;
test('on the wiped root, and on a disk', () => {
  expect(found(id, wiped(bind('/data/x')))).toEqual(['5 error']);
  expect(found(id, wiped(bind('/nix/x')))).toEqual([]);
});
test('what the source is does not matter where it is persisted', () => {
  expect(
    found(
      id,
      wiped(
        `${bind('/data/x')}\n  environment.persistence."/nix/p".directories = [ "/data" "/var/log" "/var/lib/nixos" ];`,
      ),
    ),
  ).toEqual([]);
});
test('what is temporary by its name is meant to be emptied', () => {
  const tmp = (device: string) =>
    found(id, wiped(`  fileSystems."/var/tmp" = { device = "${device}"; options = [ "bind" ]; };`));
  expect(tmp('/tmp')).toEqual([]);
  expect(tmp('/run/scratch')).toEqual([]);
  expect(tmp('/tmpfiles')).toEqual(['5 error']);
});
test('an image that systemd mounts by its hash has a /usr of its own', () => {
  const store = '  fileSystems."/nix/store" = { device = "/usr/nix/store"; options = [ "bind" ]; };';
  expect(found(id, wiped(store))).toEqual(['5 error']);
  expect(found(id, wiped(`${store}\n  image.repart.verityStore.enable = true;`))).toEqual([]);
});
