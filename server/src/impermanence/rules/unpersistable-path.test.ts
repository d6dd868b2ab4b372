import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'unpersistable-path';

const list = (path: string, store = '/p') => `{ environment.persistence."${store}".directories = [ "${path}" ]; }`;
test.each(['/', '/p', '/p/x', '/proc/x', '/sys', '/dev/shm', '/run/secrets'])('%s', (path) =>
  expect(found(id, list(path))).toEqual(['1 error']),
);
test('a path that is not written yet', () =>
  expect(messages(id, list(''))).toEqual([
    'An empty path means /, which cannot be persisted: the root itself is what is emptied.',
  ]));
test('a parent of the store', () => {
  expect(found(id, list('/nix', '/nix/p'))).toEqual(['1 error']);
  expect(found(id, list('/nix'))).toEqual(['1 warning']);
  expect(found(id, list('/boot/loader'))).toEqual(['1 warning']);
});
test.each(['/var', '/home', '/etc', '/running', '/devices', '/pp', '/nixos', '/srv'])('%s is possible', (path) =>
  expect(found(id, list(path))).toEqual([]),
);
test('/nix can be bound in the initrd, from a storage that is there already', () => {
  const host = (store: string, more = '') => `{
    fileSystems."/" = { device = "none"; fsType = "tmpfs"; };
    fileSystems."/p" = { device = "/dev/vda"; ${store} };
    ${more} environment.persistence."/p".directories = [ "/nix" ];
  }`;
  expect(found(id, host('neededForBoot = true;'))).toEqual([]);
  expect(found(id, host(''))).toEqual(['4 warning']);
  expect(found(id, host('neededForBoot = true;', 'fileSystems."/nix".device = "/dev/vdb";'))).toEqual(['4 warning']);
});
