import { describe, expect, test } from 'vitest';
import { flake, found, mended, messages } from '../../../../test/rules/found.ts';
import { lon, niv, npins } from '../../../../test/support/pins.ts';

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
test('an input that follows another is of its release, also before there is a lock', () => {
  const following = (target: string) => {
    const files = flake('', inputs('/nixos-25.11', ''));
    const text = files['flake.nix']?.replace(
      'inputs.nixpkgs.url',
      `inputs.nixpkgs.follows = "${target}";\n  inputs.stable.url`,
    );
    return { ...files, 'flake.nix': text ?? '' };
  };
  expect(found(id, following('stable'))).toEqual(['flake.nix 4 warning']);
  expect(found(id, following('elsewhere/nixpkgs'))).toEqual([]);
});
test('a folder is of no known release, and an address of one state of a channel is of its release', () => {
  const home = 'github:nix-community/home-manager/release-25.11';
  const used = (nixpkgs: string) => found(id, flake('', { nixpkgs, 'home-manager': home }));
  expect(used('path:/srv/nixpkgs')).toEqual([]);
  expect(used('https://releases.nixos.org/nixos/25.11/nixos-25.11.7376.b134951a4c9f/nixexprs.tar.xz')).toEqual([]);
  expect(used('https://releases.nixos.org/nixos/25.05/nixos-25.05.7376.b134951a4c9f/nixexprs.tar.xz')).toEqual([
    'flake.nix 3 warning',
  ]);
  expect(used('https://releases.nixos.org/nixpkgs/nixpkgs-26.05pre7376.b134951a4c9f/nixexprs.tar.xz')).toEqual([
    'flake.nix 3 warning',
  ]);
});
test('is silent where the check of Home Manager was turned off', () => {
  const off = 'home-manager.users.mira.home.enableNixpkgsReleaseCheck = false;';
  expect(found(id, flake(off, inputs('/nixos-25.11', '/release-25.05')))).toEqual([]);
  expect(found(id, flake(off.replace('false', 'true'), inputs('/nixos-25.11', '/release-25.05')))).toHaveLength(1);
});
test('is repaired in the registry and on FlakeHub, and not in what an input brings along', () => {
  const url = (text: string) =>
    mended(id, flake('', { nixpkgs: 'github:NixOS/nixpkgs/nixos-25.11', 'home-manager': text }));
  expect(url('home-manager/release-25.05')).toContain('"home-manager/release-25.11"');
  expect(url('https://flakehub.com/f/nix-community/home-manager/0.2505.*')).toContain('home-manager/0.2511.*"');
  const files = flake('', { nixpkgs: 'github:NixOS/nixpkgs/nixos-25.11', base: 'github:somebody/base' });
  const text = files['flake.nix']?.replace(
    './box.nix',
    'inputs.base.inputs.home-manager.nixosModules.default ./box.nix',
  );
  const locked = (owner: string, repo: string, ref: string, inputs: object) => {
    const original = { type: 'github', owner, repo, ref };
    return { inputs, original, locked: { ...original, rev: '0'.repeat(40), lastModified: 1_749_000_000 } };
  };
  const nodes = {
    root: { inputs: { base: 'base' } },
    base: locked('somebody', 'base', 'main', { 'home-manager': 'home-manager' }),
    'home-manager': locked('nix-community', 'home-manager', 'release-25.05', {}),
  };
  const brought = {
    ...files,
    'flake.nix': text?.replace('somebody/base"', 'somebody/base/main"') ?? '',
    'flake.lock': JSON.stringify({ version: 7, root: 'root', nodes }),
  };
  expect(found(id, brought)).toEqual(['flake.nix 3 warning']);
  expect(mended(id, brought)).not.toContain('release-25.11');
});
test('an unstable channel is of the version that its address has', () => {
  const state = 'https://releases.nixos.org/nixos/unstable/nixos-25.11pre875692.a421ac6595024/nixexprs.tar.xz';
  const used = (home: string) =>
    found(id, flake('', { nixpkgs: state, 'home-manager': `github:nix-community/home-manager/${home}` }));
  expect(used('release-25.11')).toEqual([]);
  expect(used('release-25.05')).toEqual(['flake.nix 3 warning']);
});
test('is repaired where the branch is a parameter or an attribute', () => {
  const url = (text: string) =>
    mended(id, flake('', { nixpkgs: 'github:NixOS/nixpkgs/nixos-25.11', 'home-manager': text }));
  expect(url('github:nix-community/home-manager?ref=release-25.05')).toContain(
    '"github:nix-community/home-manager?ref=release-25.11"',
  );
  const files = flake('', inputs('/nixos-25.11', '/release-25.05'));
  const text = files['flake.nix']?.replace(
    /inputs\.home-manager\.url = .*/,
    'inputs.home-manager = { type = "github"; owner = "nix-community"; repo = "home-manager"; ref = "release-25.05"; };',
  );
  expect(mended(id, { ...files, 'flake.nix': text ?? '' })).toContain(
    'repo = "home-manager"; ref = "release-25.11"; };',
  );
});

describe('sources that a program pins', () => {
  const modules = (sources: string, more = '') => `let
  sources = import ${sources};
in
{
  imports = [ "\${sources.home-manager}/nixos" ];
  nix.nixPath = [ "nixos-config=/etc/nixos/configuration.nix" "nixpkgs=\${sources.nixpkgs}" ];
  home-manager.users.mira.home.stateVersion = "24.05";
  ${more}
}`;
  const branch = (release: string) => ({
    nixpkgs: { follows: 'NixOS/nixpkgs/nixos-25.05' },
    'home-manager': { follows: `nix-community/home-manager/${release}` },
  });

  test('npins', () => {
    const files = { 'configuration.nix': modules('./npins'), ...npins(branch('release-24.11')) };
    expect(found(id, files)).toEqual(['configuration.nix 5 warning']);
    expect(messages(id, files)[0]).toContain('npins add github nix-community home-manager --branch release-25.05');
    expect(found(id, { ...files, ...npins(branch('release-25.05')) })).toEqual([]);
  });

  test('npins with a channel', () => {
    const pins = { ...branch('release-25.05'), nixpkgs: { channel: 'nixos-25.05-small' } };
    const files = { 'configuration.nix': modules('./npins') };
    expect(found(id, { ...files, ...npins(pins) })).toEqual([]);
    expect(found(id, { ...files, ...npins({ ...pins, nixpkgs: { channel: 'nixos-unstable' } }) })).toHaveLength(1);
  });

  test('niv and lon', () => {
    const files = { 'configuration.nix': modules('./nix/sources.nix'), ...niv(branch('release-24.11')) };
    expect(messages(id, files)[0]).toContain('niv update home-manager --branch release-25.05');
    expect(found(id, { ...files, ...niv(branch('release-25.05')) })).toEqual([]);
    const other = { 'configuration.nix': modules('./lon.nix'), ...lon(branch('master')) };
    expect(messages(id, other)[0]).toContain('lon modify home-manager --branch release-25.05');
    expect(found(id, { ...other, ...lon(branch('release-25.05')) })).toEqual([]);
  });

  test('which nixpkgs is used is told by the configuration or not known', () => {
    const stated = (line: string) => {
      const text = modules('./npins', line).replace(/ {2}nix\.nixPath.*\n/, '');
      return found(id, { 'configuration.nix': text, ...npins(branch('release-24.11')) });
    };
    expect(stated('')).toEqual([]);
    expect(stated('nixpkgs.pkgs = import sources.nixpkgs { system = "x86_64-linux"; };')).toHaveLength(1);
    expect(stated('nixpkgs.flake.source = sources.nixpkgs;')).toHaveLength(1);
    expect(stated('nix.nixPath = [ "nixpkgs=/srv/nixpkgs" "nixpkgs=${sources.nixpkgs}" ];')).toEqual([]);
    expect(stated('nix.nixPath = [ "unstable=${sources.nixpkgs}" ];')).toEqual([]);
  });
});
