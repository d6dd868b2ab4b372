import { expect, test } from 'vitest';
import { flake, found, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'home-state-version-ahead';

test('of the system and of homes, against the release of each', () => {
  expect(found(id, flake('  system.stateVersion = "26.05";', v2Inputs))).toEqual(['box.nix 2 error']);
  expect(found(id, flake('  home-manager.users.mira.home.stateVersion = "26.05";', v2Inputs))).toEqual([
    'box.nix 2 error',
  ]);
  expect(
    found(
      id,
      flake('  system.stateVersion = "25.11";\n  home-manager.users.mira.home.stateVersion = "22.05";', v2Inputs),
    ),
  ).toEqual([]);
});
test('a release that is not known, and unstable without a day', () => {
  expect(found(id, { 'configuration.nix': '{ system.stateVersion = "99.11"; }' })).toEqual([]);
  expect(
    found(id, flake('  system.stateVersion = "26.05";', { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' })),
  ).toEqual([]);
});
