import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'home-path-in-system';

const list = (entry: string) => `{ environment.persistence."/p".directories = [ ${entry} ]; }`;
test('below a home, without an owner', () => {
  expect(found(id, list('"/home/mira/Music"'))).toEqual(['1 warning']);
  expect(found(id, list('{ directory = "/home/mira/Music"; user = "mira"; }'))).toEqual([]);
  for (const path of ['/home', '/home/mira', '/homes/mira/x']) expect(found(id, list(`"${path}"`))).toEqual([]);
});
test('homes that are elsewhere', () => {
  const users = 'users.users.mira = { isNormalUser = true; home = "/data/mira"; uid = 1; };';
  expect(found(id, `{ ${users} environment.persistence."/p".directories = [ "/data/mira/x" ]; }`)).toEqual([
    '1 warning',
  ]);
});
test('an object is moved as it is', () => {
  expect(mended(id, list('{ directory = "/home/mira/.ssh"; mode = "0700"; }'))).toContain(
    'users.mira.directories = [ { directory = ".ssh"; mode = "0700"; } ];',
  );
});
test('a file that names the owner of its directory', () => {
  const file = (parent: string) =>
    `{ environment.persistence."/p".files = [ { file = "/home/mira/.x"; parentDirectory.${parent}; } ]; }`;
  expect(found(id, file('user = "mira"'))).toEqual([]);
  expect(found(id, file('mode = "0700"'))).toEqual(['1 warning']);
});
