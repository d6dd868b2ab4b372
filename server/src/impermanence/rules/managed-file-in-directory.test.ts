import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'managed-file-in-directory';

const home = (file: string, entry: string) =>
  system(`  home-manager.users.mira = {\n    ${file}\n    home.persistence."/p".directories = [ "${entry}" ];\n  };`);
test('home.file and the folders of XDG', () => {
  expect(found(id, home('home.file.".mozilla/x".text = "";', '.mozilla'))).toEqual(['4 info']);
  expect(found(id, home('xdg.configFile."kak/kakrc".text = "";', '.config/kak'))).toEqual(['4 info']);
  expect(found(id, home('xdg.configFile."kak/kakrc".text = "";', '.config/kakoune'))).toEqual([]);
});
test('of the same user only', () => {
  const files = system(
    '  home-manager.users.ada.home.file.".a/x".text = "";\n  home-manager.users.mira.home.persistence."/p".directories = [ ".a" ];',
  );
  expect(found(id, files)).toEqual([]);
});
test('in a module of Home Manager by itself', () => {
  const home = (file: string) => `{ home.persistence."/p".directories = [ ".config" ]; ${file} }`;
  expect(found(id, home('xdg.configFile."nvim/init.lua".text = "";'))).toEqual(['1 info']);
  expect(found(id, home('home.file.".zshrc".text = "";'))).toEqual([]);
});
test('files that are turned off or go elsewhere', () => {
  const file = (options: string) =>
    found(id, `{ home.persistence."/p".directories = [ "foo" ]; home.file."foo/x" = { text = ""; ${options} }; }`);
  expect(file('')).toHaveLength(1);
  expect(file('enable = false;')).toEqual([]);
  expect(file('target = "bar/x";')).toEqual([]);
  expect(file('target = "foo/y";')).toHaveLength(1);
});
