import { expect, test } from 'vitest';
import { flake, found, mended, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'home-module-missing';

const store = (imports: string) =>
  `  home-manager.users.mira = { ${imports} home.persistence."/p/home/mira" = { allowOther = false; directories = [ "Music" ]; }; };`;
test('an import for the user, or for all', () => {
  expect(found(id, flake(store(''), v1Inputs))).toEqual(['box.nix 2 error']);
  expect(
    found(id, flake(store('imports = [ inputs.impermanence.homeManagerModules.impermanence ];'), v1Inputs)),
  ).toEqual([]);
  expect(
    found(
      id,
      flake(
        `${store('')}\n  home-manager.sharedModules = [ inputs.impermanence.homeManagerModules.default ];`,
        v1Inputs,
      ),
    ),
  ).toEqual([]);
});
test('v2 brings it along', () => expect(found(id, flake(store(''), v2Inputs))).toEqual([]));
test('is imported by the inputs that the module takes', () => {
  expect(mended(id, flake(store(''), v1Inputs))).toContain(
    'imports = [ inputs.impermanence.homeManagerModules.impermanence ];',
  );
});
test.each(['{', 'lib.mkIf true {'])('is imported beside the config of a module, not in it: config = %s', (opening) => {
  const user = `  home-manager.users.mira = { lib, ... }: { config = ${opening} home.persistence."/p/home/mira" = { allowOther = false; directories = [ "Music" ]; }; }; };`;
  const after = mended(id, flake(user, v1Inputs));
  expect(after).toMatch(/home[^}]*\}; \}; imports = \[ inputs\.impermanence/);
});
test('a configuration that asks whether the option exists', () => {
  const guarded = `  home-manager.users.mira = { lib, options, ... }: { config = lib.optionalAttrs (options.home ? persistence) {
    home.persistence."/p/home/mira" = { allowOther = false; directories = [ "Music" ]; };
  }; };`;
  expect(found(id, flake(guarded, v1Inputs))).toEqual([]);
});
