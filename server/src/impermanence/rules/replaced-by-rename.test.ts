import { expect, test } from 'vitest';
import { flake, found, messages, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'replaced-by-rename';

const files = (text: string) => `{ environment.persistence."/p".users.mira.files = [ ${text} ]; }`;
test('one problem for a list, desktop settings apart', () => {
  expect(
    found(id, files('".zsh_history"\n".local/share/recently-used.xbel"\n".config/kdeglobals"\n".config/kwinrc"')),
  ).toEqual(['1 warning', '3 info']);
  expect(messages(id, files('".config/kdeglobals" ".config/kwinrc"'))[0]).toContain('(and 1 more in this list)');
});
test('a link that the program writes through', () => {
  expect(found(id, files('{ file = ".gdb_history"; method = "symlink"; }'))).toEqual([]);
  expect(found(id, files('{ file = ".local/share/recently-used.xbel"; method = "symlink"; }'))).toEqual(['1 warning']);
});
test('other files, and the time before v2', () => {
  expect(found(id, files('".screenrc" ".config/user-dirs.dirs"'))).toEqual([]);
  expect(
    found(
      id,
      flake(
        '  users.users.mira.isNormalUser = true;\n  environment.persistence."/p" = { directories = [ "/var/lib/nixos" ]; users.mira.files = [ ".zsh_history" ]; };',
        v1Inputs,
      ),
    ),
  ).toEqual([]);
});
test('files of services', () =>
  expect(found(id, '{ environment.persistence."/p".files = [ "/var/lib/power-profiles-daemon/state.ini" ]; }')).toEqual(
    ['1 warning'],
  ));
test('in a module of Home Manager by itself', () => {
  expect(found(id, '{ home.persistence."/p".files = [ ".zsh_history" ]; }')).toEqual(['1 warning']);
});
