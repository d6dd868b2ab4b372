import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'missing-import';

test('a file and a folder without default.nix', () => {
  expect(found(id, { 'configuration.nix': '{ imports = [ ./a.nix ]; }' })).toEqual(['1 error']);
  expect(found(id, { 'configuration.nix': '{ imports = [ ./a ]; }', 'a/b.nix': '{ }' })).toEqual([
    'configuration.nix 1 error',
  ]);
  expect(found(id, { 'configuration.nix': '{ imports = [ ./a ]; }', 'a/default.nix': '{ }' })).toEqual([]);
});
test('paths of the machine, and conditions', () => {
  expect(found(id, '{ imports = [ /etc/nixos/x.nix ]; }')).toEqual([]);
  expect(
    found(id, {
      'configuration.nix': '{ lib, ... }: { imports = lib.optional (builtins.pathExists ./a.nix) ./a.nix; }',
    }),
  ).toEqual([]);
});
test('a folder that is put together is named whole', () => {
  const text = '{ imports = builtins.attrNames (builtins.readDir (./. + "/art")); }';
  expect(messages(id, text)).toEqual([
    './art does not exist, so this cannot be read. In a flake, files must be known to git, too.',
  ]);
});
