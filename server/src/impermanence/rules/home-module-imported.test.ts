import { expect, test } from 'vitest';
import { flake, found, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'home-module-imported';

const user = (module: string) => `  home-manager.users.mira.imports = [ ${module} ];`;
test('the outputs are errors, the file is a warning', () => {
  expect(found(id, flake(user('inputs.impermanence.homeManagerModules.impermanence'), v2Inputs))).toEqual([
    'box.nix 2 error',
  ]);
  expect(found(id, flake(user('inputs.impermanence.nixosModules.home-manager.impermanence'), v2Inputs))).toEqual([
    'box.nix 2 error',
  ]);
  expect(found(id, flake(user('"${inputs.impermanence}/home-manager.nix"'), v2Inputs))).toEqual(['box.nix 2 warning']);
});
test('before v2 it has to be imported', () => {
  expect(found(id, flake(user('inputs.impermanence.homeManagerModules.impermanence'), v1Inputs))).toEqual([]);
});
test('other modules for homes are no business of this rule', () => {
  expect(
    found(
      id,
      flake(user('inputs.nixvim.homeManagerModules.nixvim'), { ...v2Inputs, nixvim: 'github:nix-community/nixvim' }),
    ),
  ).toEqual([]);
});
test('whoever stands in for the NixOS module says so', () => {
  const stub = '"${inputs.impermanence}/home-manager.nix" { home._nixosModuleImported = true; }';
  expect(found(id, flake(user(stub), v2Inputs))).toEqual([]);
});
