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
test('an entry that code makes is not removed', () => {
  const text = '{ environment.persistence."/p".directories = [ "/srv/a" ] ++ map (x: "/srv/${x}") [ "a" "b" ]; }';
  expect(found(id, text)).toEqual(['1 error']);
  expect(mended(id, text)).toBe(text);
});
test('a comment behind a removed entry stays', () => {
  expect(mended(id, '{ environment.persistence."/p".directories = [\n  "/srv"\n  "/srv" # keep\n]; }')).toContain(
    '  "/srv"\n  # keep\n',
  );
});
