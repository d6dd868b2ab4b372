import { expect, test } from 'vitest';
import { flake, found, v1Inputs } from '../rules/found.ts';

const module = '{ environment.persistence."/p" = { directories = [ "/a" ]; users.bird.allowOther = true; }; }';
const home = '{ home.persistence."/p/home".directories = [ { directory = "a"; method = "symlink"; } ]; }';

test('a module that no host reaches has the options of the revision its flake pins', () => {
  const v1 = flake('', v1Inputs, { impermanence: 1_719_091_691 });
  expect(found('removed-option', { ...v1, 'old/home.nix': home })).toEqual([]);
  expect(
    found('removed-option', {
      ...flake('', { ...v1Inputs, impermanence: 'github:nix-community/impermanence' }),
      'old/home.nix': home,
    }),
  ).toEqual(['old/home.nix 1 error']);
  expect(found('removed-option', home)).toEqual(['1 error']);
});

test('it is a module of that flake in nothing else', () => {
  const v1 = flake('', v1Inputs, { impermanence: 1_719_091_691 });
  expect(found('home-manager-follows', { ...v1, 'old/system.nix': module })).toEqual(found('home-manager-follows', v1));
});
