import { expect, test } from 'vitest';
import { flake, found, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'trash-across-mounts';

const store = (text: string) => `{ environment.persistence."/p" = { ${text} }; }`;
test('a trash that is persisted', () => {
  expect(found(id, store('users.mira.directories = [ ".local/share/Trash" ];'))).toEqual(['1 hint']);
  expect(found(id, store('allowTrash = true; users.mira.directories = [ ".local/share/Trash" ];'))).toEqual([]);
  expect(found(id, store('users.mira.directories = [ "Music" ];'))).toEqual([]);
});
test('a revision that does not know the option', () => {
  const text =
    '  users.users.mira.isNormalUser = true;\n  environment.persistence."/p" = { directories = [ "/var/lib/nixos" ]; users.mira.directories = [ ".local/share/Trash" ]; };';
  expect(found(id, flake(text, v2Inputs, { impermanence: 1_767_821_675 }))).toEqual([]);
});
test('entries that say it themselves', () => {
  const entry = (flag: string) => store(`users.mira.directories = [ { directory = ".local/share/Trash"; ${flag} } ];`);
  expect(found(id, entry(''))).toEqual(['1 hint']);
  expect(found(id, entry('allowTrash = true;'))).toEqual([]);
});
