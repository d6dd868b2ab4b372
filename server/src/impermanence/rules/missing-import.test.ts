import { expect, test } from 'vitest';
import { found, messages, problemsOf } from '../../../../test/rules/found.ts';

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
test('a path with something added to it is told as what it comes to', () => {
  const files = {
    'configuration.nix': '{ imports = [ ./lib/make.nix ]; }',
    'lib/make.nix':
      '{ imports = let name = "server"; in [ (../environments + "/${name}") ../hosts/${name}/hardware.nix (./. + "/own.nix") ]; }',
    'environments/server/other.nix': '{ }',
  };
  expect(messages(id, files).map((message) => message.replace(/,? so this.*/, ''))).toEqual([
    '../environments/server has no default.nix',
    '../hosts/server/hardware.nix does not exist',
    './own.nix does not exist',
  ]);
});
test('says what lacks, and what fails for it', () => {
  const lacks = (files: Readonly<Record<string, string>>) =>
    messages(id, files).map((message) => message.replace(' In a flake, files must be known to git, too.', ''));
  expect(lacks({ 'configuration.nix': '{ imports = [ ./a ]; }', 'a/b.nix': '{ }' })).toEqual([
    './a has no default.nix, so this import fails.',
  ]);
  expect(lacks({ 'configuration.nix': '{ networking = import ./a; }', 'a/b.nix': '{ }' })).toEqual([
    './a has no default.nix, so this import fails.',
  ]);
  expect(lacks({ 'configuration.nix': '{ imports = [ ./a/default.nix ]; }' })).toEqual([
    './a/default.nix does not exist, so this import fails.',
  ]);
  expect(lacks({ 'configuration.nix': '{ imports = [ ./a/default.nix ]; }', 'a/b.nix': '{ }' })).toEqual([
    './a/default.nix does not exist, so this import fails.',
  ]);
  expect(lacks({ 'configuration.nix': '{ networking.hostName = builtins.readFile ./b; }', 'b/c.nix': '' })).toEqual([
    './b is a folder, so this cannot be read.',
  ]);
  expect(lacks({ 'configuration.nix': '{ networking.hostName = builtins.readFile ./name; }' })).toEqual([
    './name does not exist, so this cannot be read.',
  ]);
});
test('what is called with a set is a function that takes any', () => {
  const [problem] = problemsOf(id, '{ environment.etc.x.text = (import ./lib.nix { a = 1; }).text; }');
  expect(problem?.fixes[0]?.edits()?.[0]?.text).toMatch(/^\{ \.\.\. \}:/);
});
