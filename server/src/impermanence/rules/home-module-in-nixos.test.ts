import { expect, test } from 'vitest';
import { flake, found, mended, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'home-module-in-nixos';

const module = '  imports = [ inputs.impermanence.homeManagerModules.impermanence ];';
test('in every era', () => {
  expect(found(id, flake(module, v1Inputs))).toEqual(['box.nix 2 error']);
  expect(found(id, flake(module, v2Inputs))).toEqual(['box.nix 2 error']);
});
test('before v2 it moves to all users', () => {
  const text = mended(id, flake(module, v1Inputs));
  expect(text).toContain('home-manager.sharedModules = [ inputs.impermanence.homeManagerModules.impermanence ];');
  expect(text).toContain('imports = [ ];');
});
test('the module for NixOS belongs there', () => {
  expect(found(id, flake('  imports = [ inputs.impermanence.nixosModules.default ];', v2Inputs))).toEqual([]);
});
test('takes the comment behind it along', () => {
  const imports =
    '  imports = [\n    ./x.nix\n    inputs.impermanence.homeManagerModules.impermanence # keeps homes\n  ];';
  const text = mended(id, { ...flake(imports, v1Inputs), 'x.nix': '{ }\n' });
  expect(text).toMatch(/imports = \[\n {4}\.\/x\.nix\n {2}\];/);
  expect(text).toMatch(
    /sharedModules = \[\n\s+inputs\.impermanence\.homeManagerModules\.impermanence # keeps homes\n\s+\];/,
  );
});
test('among the modules of a flake it becomes a module', () => {
  const files = flake('', v1Inputs);
  const text = (files['flake.nix'] ?? '').replace(
    './box.nix',
    'inputs.impermanence.homeManagerModules.default ./box.nix',
  );
  expect(mended(id, { ...files, 'flake.nix': text })).toContain(
    '{ home-manager.sharedModules = [ inputs.impermanence.homeManagerModules.default ]; } ./box.nix',
  );
});
