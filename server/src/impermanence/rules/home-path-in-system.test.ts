import { expect, test } from 'vitest';
import { found, mended, messages, system } from '../../../../test/rules/found.ts';

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
test('a user that nobody declares gets no entries of its own', () => {
  const files = (user: string) =>
    system(
      `  users.users.mira = { isNormalUser = true; uid = 1; };\n  environment.persistence."/p".directories = [ "/home/${user}/x" ];`,
    );
  expect(messages(id, files('mira'))[0]).toContain('Under users.mira');
  expect(messages(id, files('zoe'))[0]).toContain('No module declares users.users.zoe');
  expect(mended(id, files('zoe'))).toBe(files('zoe')['configuration.nix']);
});
