import { expect, test } from 'vitest';
import { found, wiped } from '../../../../test/rules/found.ts';

const id = 'logs-not-persisted';

const store = (text: string) => `  environment.persistence."/nix/p".directories = [ "/var/lib/nixos" ${text} ];`;
test('an entry, a parent, a mount, a bind mount', () => {
  expect(found(id, wiped(store('')))).toEqual(['5 hint']);
  expect(found(id, wiped(store('"/var/log"')))).toEqual([]);
  expect(found(id, wiped(store('"/var"')))).toEqual([]);
  expect(
    found(id, wiped(`${store('')}\n  fileSystems."/var/log" = { device = "/dev/sda1"; fsType = "ext4"; };`)),
  ).toEqual([]);
  expect(
    found(id, wiped(`${store('')}\n  fileSystems."/var/log" = { device = "/nix/p/log"; options = [ "bind" ]; };`)),
  ).toEqual([]);
});
