import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

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
test('other directories, and homes before v2', () => {
  expect(found(id, user('".config" ".ssh2"'))).toEqual([]);
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
test('system entries in the home of root or of the user they belong to', () => {
  const entry = (text: string) =>
    found(
      id,
      system(`  users.users.mira.isNormalUser = true;\n  environment.persistence."/p".directories = [ ${text} ];`),
    );
  expect(entry('"/root/.ssh"')).toEqual(['4 info']);
  expect(entry('{ directory = "/home/mira/.ssh"; user = "mira"; }')).toEqual(['4 info']);
  expect(entry('{ directory = "/root/.ssh"; mode = "0700"; }')).toEqual([]);
  expect(entry('"/srv/.ssh" "/root/.cache"')).toEqual([]);
});
test('systemd-tmpfiles that shuts others out', () => {
  const ruled = (rule: string) =>
    found(
      id,
      system(
        `  users.users.mira.isNormalUser = true;\n  environment.persistence."/p".users.mira.directories = [ ".ssh" ];\n  systemd.tmpfiles.rules = [ "${rule}" ];`,
      ),
    );
  expect(ruled('d /p/home/mira/.ssh 0700 mira users -')).toEqual([]);
  expect(ruled('z /home/mira/.ssh 700 - - -')).toEqual([]);
  expect(ruled('d /p/home/mira/.ssh 0755 mira users -')).toEqual(['4 info']);
  expect(ruled('d /p/home/mira 0700 mira users -')).toEqual(['4 info']);
});
