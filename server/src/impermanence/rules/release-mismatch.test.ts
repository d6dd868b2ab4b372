import { expect, test } from 'vitest';
import { flake, found, mended, messages } from '../../../../test/rules/found.ts';

const id = 'release-mismatch';

const inputs = (nixpkgs: string, home: string) => ({
  nixpkgs: `github:NixOS/nixpkgs${nixpkgs}`,
  'home-manager': `github:nix-community/home-manager${home}`,
});
test('by branches, in both directions', () => {
  expect(found(id, flake('', inputs('/nixos-25.11', '/release-25.05')))).toEqual(['flake.nix 3 warning']);
  expect(found(id, flake('', inputs('/nixos-25.05', '/release-25.11')))).toEqual(['flake.nix 3 warning']);
  expect(found(id, flake('', inputs('/nixos-unstable', '/release-25.11')))).toEqual(['flake.nix 3 warning']);
});
test('those that belong together', () => {
  for (const [nixpkgs, home] of [
    ['/nixos-25.11', '/release-25.11'],
    ['/nixos-unstable', ''],
    ['/nixpkgs-unstable', '/master'],
    ['', ''],
    ['/nixos-25.11-small', '/release-25.11'],
  ] as const) {
    expect(found(id, flake('', inputs(nixpkgs, home)))).toEqual([]);
  }
});
test('is repaired from master, too', () => {
  expect(mended(id, flake('', inputs('/nixos-25.11', '')))).toContain(
    '"github:nix-community/home-manager/release-25.11"',
  );
});
test('a state version is weak evidence, and in one direction only', () => {
  const config = (version: string) => ({
    'configuration.nix': `{
  imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-24.05.tar.gz"}/nixos" ];
  system.stateVersion = "${version}";
}`,
  });
  expect(found(id, config('24.11'))).toEqual(['2 info']);
  expect(found(id, config('23.11'))).toEqual([]);
});
test('is silent where units fail to build', () => {
  expect(messages(id, flake('', inputs('/nixos-22.05', '/release-21.11')))).toEqual([]);
});
