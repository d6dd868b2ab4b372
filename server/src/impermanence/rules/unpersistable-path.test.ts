import { describe, expect, test } from 'vitest';
import { found, messages, problemsOf } from '../../../../test/rules/found.ts';

const id = 'unpersistable-path';

const list = (path: string, store = '/p') => `{ environment.persistence."${store}".directories = [ "${path}" ]; }`;
test.each(['/', '/p', '/p/x', '/proc/x', '/sys', '/dev/shm', '/run/secrets'])('%s', (path) =>
  expect(found(id, list(path))).toEqual(['1 error']),
);
describe('a path that is not written yet', () => {
  const lists = `{ environment.persistence."/p" = { directories = [ "" "" ]; files = [ "" ]; }; }`;

  test('is one problem, that says what to do', () => {
    expect(messages(id, list(''))).toEqual([
      'An empty path means /, which cannot be persisted. Write a path, or remove the entry.',
    ]);
    expect(problemsOf(id, list('')).flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual([
      'Remove the empty entry',
    ]);
    expect(found(id, lists)).toHaveLength(3);
  });

  test.each(['duplicate-entry', 'file-and-directory'])('and none of %s', (other) => {
    expect(found(other, lists)).toEqual([]);
    expect(found(other, lists.replaceAll('""', '"/x"'))).not.toEqual([]);
  });
});
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
