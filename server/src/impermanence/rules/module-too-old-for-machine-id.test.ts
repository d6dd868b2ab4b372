import { expect, test } from 'vitest';
import { flake, found, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'module-too-old-for-machine-id';

const files = '  environment.persistence."/p".files = [ "/etc/machine-id" ];';
const at = (nixpkgs: string, impermanence: number, text = files) =>
  found(id, flake(text, { ...v1Inputs, nixpkgs: `github:NixOS/nixpkgs/${nixpkgs}` }, { impermanence }));
test('an old module with a new NixOS only', () => {
  expect(at('nixos-24.11', 1_730_403_150)).toEqual(['box.nix 2 warning']);
  expect(at('nixos-24.05', 1_730_403_150)).toEqual([]);
  expect(at('nixos-24.11', 1_731_242_966)).toEqual([]);
  expect(at('nixos-24.11', 1_730_403_150, '')).toEqual([]);
});
test('unstable counts from the day it had the service', () => {
  const unstable = (nixpkgs: number) =>
    found(
      id,
      flake(
        files,
        { ...v1Inputs, nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },
        { impermanence: 1_719_091_691, nixpkgs },
      ),
    );
  expect(unstable(1_721_379_653)).toEqual([]);
  expect(unstable(1_731_000_000)).toEqual(['box.nix 2 warning']);
});
