import { expect, test } from 'vitest';
import { found, mended, system } from '../../../../test/rules/found.ts';

const id = 'store-name-contains-home';

const store = (name: string, rest = 'directories = [ "Music" ];') =>
  system(`  home-manager.users.mira = { config, ... }: { home.persistence.${name} = { ${rest} }; };`);
test('as an infix, also of a label with a path, also where the store is off', () => {
  expect(found(id, store('"/p/home/mira"'))).toEqual(['3 error']);
  expect(found(id, store('"/p/home/mira/x"'))).toEqual(['3 error']);
  expect(found(id, store('keep', 'persistentStoragePath = "/p/home/mira";'))).toEqual(['3 error']);
  expect(found(id, store('"/p/home/mira"', 'enable = false;'))).toEqual(['3 error']);
});
test('other names', () => {
  for (const name of ['"/p"', '"/p/home"', '"/p/mira"', '"/home/other"']) expect(found(id, store(name))).toEqual([]);
});
test('is cut where it is put together', () => {
  expect(mended(id, store('"/p${config.home.homeDirectory}"'))).toContain('home.persistence."/p" =');
  expect(mended(id, store('keep', 'persistentStoragePath = "/p/home/mira";'))).toContain(
    'persistentStoragePath = "/p";',
  );
});
test('stores of the system have other paths', () => {
  expect(found(id, system('  environment.persistence."/p/home/mira".directories = [ "/srv" ];'))).toEqual([]);
});
test.each([
  '"${root}/home/mira"',
  '"${root}/home/mira/"',
  '"${root}${config.home.homeDirectory}"',
  '"${root}/${config.home.homeDirectory}/"',
  '"${root}/home/${config.home.username}"',
])('what stands before the home stays: %s', (name) => {
  const files = system(
    `  home-manager.users.mira = { config, ... }: let root = "/p"; in { home.persistence.${name}.directories = [ "x" ]; };`,
  );
  expect(mended(id, files)).toContain('home.persistence."${root}".directories');
});
test('an end that may be anything is left', () => {
  const files = system(
    '  home-manager.users.mira = let store = "/p/home"; u = "mira"; in { home.persistence."${store}/${u}".directories = [ "x" ]; };',
  );
  expect(mended(id, files)).toContain('"${store}/${u}"');
});
