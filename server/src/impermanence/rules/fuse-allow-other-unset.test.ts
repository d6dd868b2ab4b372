import { expect, test } from 'vitest';
import { flake, found, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'fuse-allow-other-unset';

const store = (text: string) => `  home-manager.users.mira = {
    imports = [ inputs.impermanence.homeManagerModules.impermanence ];
    home.persistence."/p/home/mira" = { ${text} directories = [ "Music" ]; };
  };`;
test('only where nobody decided', () => {
  expect(found(id, flake(store(''), v1Inputs))).toEqual(['box.nix 4 warning']);
  expect(found(id, flake(store('allowOther = false;'), v1Inputs))).toEqual([]);
  expect(found(id, flake(store('enable = false;'), v1Inputs))).toEqual([]);
  expect(found(id, flake(store(''), v2Inputs))).toEqual([]);
});
