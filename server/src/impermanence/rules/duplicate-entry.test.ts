import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'duplicate-entry';

const store = (name: string, text: string) => `  environment.persistence."${name}" = { ${text} };`;
test('across stores, users and homes, by the final path', () => {
  const user = '  users.users.mira = { isNormalUser = true; uid = 1; };\n';
  expect(found(id, system(store('/p', 'directories = [ "/srv" "/srv/" ];')))).toEqual(['3 error']);
  expect(
    found(
      id,
      system(
        `${user}${store('/p', 'directories = [ "/home/mira/a" "/var/lib/nixos" ]; users.mira.directories = [ "a" ];')}`,
      ),
    ),
  ).toEqual(['4 error']);
  expect(
    found(
      id,
      system(
        `${user}${store('/p', 'directories = [ "/var/lib/nixos" ]; users.mira.files = [ ".a" ];')}\n  home-manager.users.mira.home.persistence."/q".files = [ ".a" ];`,
      ),
    ),
  ).toEqual(['5 error']);
});
test('three times makes two problems', () => {
  expect(found(id, system(store('/p', 'directories = [ "/srv"\n"/srv"\n"/srv" ];')))).toEqual(['4 error', '5 error']);
});
test('a file and a directory, a condition that is not known, and a store that is off', () => {
  expect(found(id, system(store('/p', 'directories = [ "/srv" ]; files = [ "/srv" ];')))).toEqual([]);
  expect(
    found(id, {
      'configuration.nix':
        '{ pkgs, lib, ... }: { environment.persistence."/p".directories = [ "/srv" ] ++ lib.optional pkgs.x "/srv"; }',
    }),
  ).toEqual([]);
  expect(
    found(
      id,
      system(
        `${store('/p', 'directories = [ "/srv" ];')}\n${store('/q', 'enable = false; directories = [ "/srv" ];')}`,
      ),
    ),
  ).toEqual([]);
});
test('before v2 as it is written', () => {
  expect(found(id, flake(store('/p', 'directories = [ "/srv" "/srv/" ];'), v1Inputs))).toEqual([]);
  expect(found(id, flake(store('/p', 'directories = [ "/srv" "/srv" ];'), v1Inputs))).toEqual(['box.nix 2 error']);
});
test('an entry that code makes is not removed, but the one that is written is', () => {
  const text = '{ environment.persistence."/p".directories = [ "/srv/a" ] ++ map (x: "/srv/${x}") [ "a" "b" ]; }';
  expect(found(id, text)).toEqual(['1 error']);
  expect(mended(id, text)).toBe(text.replace('[ "/srv/a" ]', '[ ]'));
});
test('an item that makes other entries, too, stays', () => {
  const keys = (lists: string) =>
    `{ lib, ... }: let f = lib.concatMap (k: [ k "\${k}.pub" ]); in { environment.persistence."/p".files = ${lists}; }`;
  expect(mended(id, keys('[ "/etc/a" ] ++ f [ "/etc/a" "/etc/b" ]'))).toBe(keys('[ ] ++ f [ "/etc/a" "/etc/b" ]'));
  const twice = '{ environment.persistence."/p".directories = let d = [ "/srv" ]; in d ++ d; }';
  expect(found(id, twice)).toEqual(['1 error']);
  expect(mended(id, twice)).toBe(twice);
});
test('the one with owner or mode stays', () => {
  expect(
    mended(id, '{ environment.persistence."/p".directories = [ "/srv" { directory = "/srv"; mode = "0700"; } ]; }'),
  ).toBe('{ environment.persistence."/p".directories = [ { directory = "/srv"; mode = "0700"; } ]; }');
});
test('what another host has from the same file is not removed by itself', () => {
  const files = {
    'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.impermanence.url = "github:nix-community/impermanence";
  outputs = { nixpkgs, impermanence, ... }: let
    host = modules: nixpkgs.lib.nixosSystem { modules = modules ++ [ impermanence.nixosModules.impermanence ./all.nix ]; };
  in { nixosConfigurations = { a = host [ ./own.nix ]; b = host [ ]; }; };
}
`,
    'own.nix': '{ environment.persistence."/p".directories = [ "/srv" ]; }\n',
    'all.nix': '{ environment.persistence."/p".directories = [ "/srv" ]; }\n',
  };
  expect(found(id, files)).toHaveLength(1);
  expect(mended(id, files)).toBe(Object.values(files).join('\n'));
});
test('a comment behind a removed entry stays', () => {
  expect(mended(id, '{ environment.persistence."/p".directories = [\n  "/srv"\n  "/srv" # keep\n]; }')).toContain(
    '  "/srv"\n  # keep\n',
  );
});
