import { expect, test } from 'vitest';
import { flake, found, mended, messages, problemsOf } from '../../../../test/rules/found.ts';

const id = 'home-manager-unit-build-failure';

const inputs = (nixpkgs: string, home: string) => ({
  nixpkgs: `github:NixOS/nixpkgs${nixpkgs}`,
  'home-manager': `github:nix-community/home-manager${home}`,
});
const user = '  home-manager.users.mira.home.stateVersion = "21.11";';
test('21.11 with 22.05 and all that came later', () => {
  expect(found(id, flake(user, inputs('/nixos-22.05', '/release-21.11')))).toEqual(['flake.nix 3 error']);
  expect(found(id, flake(user, inputs('/nixos-24.05', '/release-21.11')))).toEqual(['flake.nix 3 error']);
  expect(found(id, flake(user, inputs('/nixos-unstable', '/release-21.11')))).toEqual(['flake.nix 3 error']);
});
test('releases that fit, and Home Managers without the fault', () => {
  expect(found(id, flake(user, inputs('/nixos-21.11', '/release-21.11')))).toEqual([]);
  expect(found(id, flake(user, inputs('/nixos-22.05', '/release-22.05')))).toEqual([]);
  expect(found(id, flake(user, inputs('/nixos-22.05', '/release-21.05')))).toEqual([]);
});
test('a locked master counts by its day', () => {
  const at = (home: number, nixpkgs: number) =>
    found(id, flake(user, inputs('/nixos-unstable', ''), { 'home-manager': home, nixpkgs }));
  expect(at(1_649_313_499, 1_649_200_000)).toHaveLength(1);
  expect(at(1_649_313_500, 1_649_200_000)).toEqual([]);
  expect(at(1_649_313_499, 1_649_000_000)).toEqual([]);
  expect(at(1_620_000_000, 1_649_200_000)).toEqual([]);
});
test('of two development branches the older is named by its day, and has to be locked anew', () => {
  const files = flake(user, inputs('/nixos-unstable', ''), { 'home-manager': 1_641_000_000, nixpkgs: 1_769_000_000 });
  const [message] = messages(id, files);
  expect(message).toContain('Home Manager unstable of 2022-01-01 is older than NixOS unstable of 2026-01-21');
  expect(message).toContain('nix flake update home-manager');
  expect(problemsOf(id, files)[0]?.fixes).toEqual([]);
});
test('the state version is evidence where nixpkgs itself is not in sight', () => {
  const config = (version: string) => ({
    'configuration.nix': `{
  imports = [ "\${builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-21.11.tar.gz"}/nixos" ];
  system.stateVersion = "${version}";
}`,
  });
  expect(found(id, config('22.05'))).toEqual(['2 error']);
  expect(found(id, config('21.11'))).toEqual([]);
  expect(mended(id, config('22.11'))).toContain('archive/release-22.11.tar.gz');
});
test('a Home Manager that this host does not use', () => {
  const files = flake('', inputs('/nixos-22.05', '/release-21.11'));
  expect(
    found(id, {
      ...files,
      'flake.nix': files['flake.nix']?.replace(' inputs.home-manager.nixosModules.home-manager', '') ?? '',
    }),
  ).toEqual([]);
});
