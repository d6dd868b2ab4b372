import { expect, test } from 'vitest';
import { flake, found, mended, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'fuse-allow-other';

const store = (allowOther: string) => `  home-manager.users.mira = {
    imports = [ inputs.impermanence.homeManagerModules.impermanence ];
    home.persistence."/p/home/mira" = { allowOther = ${allowOther}; directories = [ "Music" ]; };
  };`;
test('only with allowOther, only without the permission, only before v2', () => {
  expect(found(id, flake(store('true'), v1Inputs))).toEqual(['box.nix 4 error']);
  expect(found(id, flake(store('false'), v1Inputs))).toEqual([]);
  expect(found(id, flake(`${store('true')}\n  programs.fuse.userAllowOther = true;`, v1Inputs))).toEqual([]);
  expect(found(id, flake(store('true'), v2Inputs))).toEqual([]);
});
test('a permission that is not known', () => {
  expect(found(id, flake(`${store('true')}\n  programs.fuse.userAllowOther = inputs.self.fuse;`, v1Inputs))).toEqual(
    [],
  );
});
test('a file of the configuration itself says it', () => {
  const etc = '\n  environment.etc."fuse.conf".text = "user_allow_other";';
  expect(found(id, flake(`${store('true')}${etc}`, v1Inputs))).toEqual([]);
});
test('who forbids it allows it then', () => {
  const files = flake(`${store('true')}\n  programs.fuse.userAllowOther = false;`, v1Inputs);
  expect(found(id, files)).toEqual(['box.nix 4 error']);
  expect(mended(id, files)).toContain('\n  programs.fuse.userAllowOther = true;');
});
test('in a flake the permission stands in the module beside it', () => {
  const files = flake('', v1Inputs);
  const inline = `({ inputs, ... }: {\n  users.users.mira.isNormalUser = true;\n${store('true')}\n})`;
  const text = (files['flake.nix'] ?? '').replace('./box.nix', inline);
  const after = mended(id, { 'flake.nix': text });
  expect(after).toMatch(/\n {2}\};\n {2}programs\.fuse\.userAllowOther = true;\n\}\)/);
});
