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
test('the journal alone, and one that is to be in memory', () => {
  expect(found(id, wiped(store('"/var/log/journal"')))).toEqual([]);
  const journald = (text: string) => found(id, wiped(`${store('')}\n  services.journald.${text};`));
  expect(journald('storage = "volatile"')).toEqual([]);
  expect(journald('extraConfig = "SystemMaxUse=1G\\nStorage=volatile"')).toEqual([]);
  expect(journald('storage = "persistent"')).toEqual(['5 hint']);
});
