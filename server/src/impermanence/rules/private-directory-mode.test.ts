import { expect, test } from 'vitest';
import { flake, found, mended, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'private-directory-mode';

const user = (entry: string) => `{ environment.persistence."/p".users.mira.directories = [ ${entry} ]; }`;
test('without a mode, with one that is too open, with a private one', () => {
  expect(found(id, user('".gnupg"'))).toEqual(['1 info']);
  expect(found(id, user('{ directory = ".gnupg"; mode = "0750"; }'))).toEqual(['1 warning']);
  expect(found(id, user('{ directory = ".gnupg"; mode = "u=rwx,g=,o="; }'))).toEqual([]);
  expect(found(id, user('{ directory = ".gnupg"; mode = "0700"; }'))).toEqual([]);
});
test('an object gets or changes its mode', () => {
  expect(mended(id, user('{ directory = ".ssh"; mode = "0755"; }'))).toContain(
    '{ directory = ".ssh"; mode = "0700"; }',
  );
  expect(mended(id, user('{ directory = ".ssh"; }'))).toContain('{ directory = ".ssh"; mode = "0700"; }');
});
test('other directories, the system, and homes before v2', () => {
  expect(found(id, user('".config" ".ssh2"'))).toEqual([]);
  expect(found(id, '{ environment.persistence."/p".directories = [ "/root/.ssh" ]; }')).toEqual([]);
  const home =
    '  home-manager.users.mira = { imports = [ inputs.impermanence.homeManagerModules.impermanence ]; home.persistence."/p/home/mira" = { allowOther = false; directories = [ ".ssh" ]; }; };';
  expect(found(id, flake(home, v1Inputs))).toEqual([]);
});
test('in a module of Home Manager by itself', () => {
  const home = (entry: string) => `{ home.persistence."/p".directories = [ ${entry} ]; }`;
  expect(found(id, home('".ssh"'))).toEqual(['1 info']);
  expect(found(id, home('{ directory = ".ssh"; mode = "0750"; }'))).toEqual(['1 warning']);
  expect(found(id, home('{ directory = ".ssh"; mode = "0700"; } "ssh"'))).toEqual([]);
});
