import { describe, expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'evaluation-error';

const store = (text: string) => `{ lib, pkgs, ... }: { environment.persistence."/p".directories = [ ${text} ]; }`;
test('what is reached for certain', () => {
  expect(messages(id, store('(throw "no")'))[0]).toContain('no');
  expect(found(id, store('(if false then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, store('(if pkgs.x then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, '{ services.x.y = throw "nobody asks"; }')).toEqual([]);
});

const conflict = (one: string, other: string) => `{ lib, pkgs, ... }: { imports = [ { ${one} } { ${other} } ]; }`;

test('an option with two values', () => {
  const device = (value: string) => `fileSystems."/".device = ${value};`;
  expect(messages(id, conflict(device('"a"'), device('"b"')))[0]).toContain('fileSystems."/".device has two values');
  expect(messages(id, conflict('users.users.x.home = "/a";', 'users.users.x.home = "/b";'))).toHaveLength(1);
  const store = (value: string) => `environment.persistence."/p".hideMounts = ${value};`;
  expect(messages(id, conflict(store('true'), store('false')))).toHaveLength(1);
});
test.each([
  ['the same value', '"a"', '"a"'],
  ['one that counts for more', '"a"', 'lib.mkForce "b"'],
  ['one that counts for less', 'lib.mkDefault "a"', '"b"'],
  ['one that is not there', '"a"', 'lib.mkIf false "b"'],
  ['one that may not be there', '"a"', 'lib.mkIf pkgs.x "b"'],
  ['one that is not known', '"a"', 'pkgs.x'],
])('%s is no conflict', (_what, one, other) => {
  const device = (value: string) => `fileSystems."/".device = ${value};`;
  expect(found(id, conflict(device(one), device(other)))).toEqual([]);
});

describe('the module imported twice', () => {
  const project = (modules: string, own: string) => ({
    'flake.nix': `{
      inputs.impermanence.url = "github:nix-community/impermanence";
      outputs = { nixpkgs, impermanence, ... }@inputs: { nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ${modules} ./own.nix ];
      }; };
    }`,
    'own.nix': `{ inputs, lib, ... }: { imports = [ ${own} ]; }`,
  });
  const output = 'impermanence.nixosModules.impermanence';

  test('in flake.nix and in a module', () => {
    expect(messages(id, project(output, `inputs.${output}`))[0]).toContain('is imported twice');
    expect(messages(id, project(output, 'inputs.impermanence.nixosModules.default'))).toHaveLength(1);
  });
  test.each([
    ['once', output, ''],
    ['as a file, which Nix knows again', '"${impermanence}/nixos.nix"', '"${inputs.impermanence}/nixos.nix"'],
    ['in a module that is imported twice', './own.nix', `inputs.${output}`],
    [
      'in a module that says who it is',
      `({ key = "box#own"; imports = [ ${output} ]; })`,
      `{ key = "box#own"; imports = [ inputs.${output} ]; }`,
    ],
  ])('%s: nothing', (_what, modules, own) => expect(found(id, project(modules, own))).toEqual([]));
});
