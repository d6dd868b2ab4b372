import { describe, expect, test } from 'vitest';
import { analysisOf, type Files } from '../support/folder.ts';
import { see } from '../support/models.ts';
import { lon, niv, npins } from '../support/pins.ts';

const rev = 'a'.repeat(40);

/** A flake with one host that uses nixpkgs and Home Manager, by their URLs. */
function flake(nixpkgs: string, home = 'github:nix-community/home-manager', lock?: object): Files {
  const files = {
    'flake.nix': `{
      inputs.nixpkgs.url = "${nixpkgs}";
      inputs.home-manager.url = "${home}";
      outputs = inputs: {
        nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem {
          modules = [ inputs.home-manager.nixosModules.home-manager ];
        };
      };
    }`,
  };
  return lock === undefined ? files : { ...files, 'flake.lock': JSON.stringify(lock) };
}

/** A flake.lock of inputs without inputs of their own. */
function locked(nodes: Readonly<Record<string, object>>): object {
  const names = Object.fromEntries(Object.keys(nodes).map((name) => [name, name]));
  return { version: 7, root: 'root', nodes: { root: { inputs: names }, ...nodes } };
}

describe('the release of nixpkgs by its URL', () => {
  test.each([
    ['github:NixOS/nixpkgs/nixos-25.05', '25.05'],
    ['github:NixOS/nixpkgs?ref=nixos-25.05', '25.05'],
    ['github:NixOS/nixpkgs/nixos-25.05-small', '25.05'],
    ['github:NixOS/nixpkgs/nixpkgs-25.05-darwin', '25.05'],
    ['github:NixOS/nixpkgs/release-25.05', '25.05'],
    ['github:NixOS/nixpkgs/staging-next-25.05', '25.05'],
    ['github:NixOS/nixpkgs/25.05', '25.05'],
    ['github:NixOS/nixpkgs/25.05-beta', '25.05'],
    ['github:NixOS/nixpkgs', 'unstable'],
    ['github:NixOS/nixpkgs/nixos-unstable-small', 'unstable'],
    ['github:NixOS/nixpkgs/staging-next', 'unstable'],
    [`github:NixOS/nixpkgs/${rev}`, undefined],
    ['github:NixOS/nixpkgs/pull/1/head', undefined],
    ['git+https://github.com/NixOS/nixpkgs?ref=nixos-25.05&shallow=1', '25.05'],
    ['git+https://github.com/NixOS/nixpkgs.git?ref=refs/heads/nixos-25.05', '25.05'],
    ['git+https://github.com/NixOS/nixpkgs', 'unstable'],
    ['git+https://git.example.org/mirrors/nixpkgs?ref=nixos-25.05', '25.05'],
    ['git+https://git.example.org/mirrors/nixpkgs', undefined],
    ['https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz', '25.05'],
    ['https://github.com/NixOS/nixpkgs/archive/refs/heads/nixos-25.05.zip', '25.05'],
    ['https://github.com/NixOS/nixpkgs/tarball/nixos-25.05', '25.05'],
    ['https://codeload.github.com/NixOS/nixpkgs/tar.gz/nixos-25.05', '25.05'],
    ['https://channels.nixos.org/nixos-25.05/nixexprs.tar.xz', '25.05'],
    ['https://nixos.org/channels/nixos-25.05/nixexprs.tar.xz', '25.05'],
    ['https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz', 'unstable'],
    ['https://example.org/nixpkgs.tar.gz', undefined],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.2505.*', '25.05'],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.2505.807377.tar.gz', '25.05'],
    ['https://flakehub.com/f/NixOS/nixpkgs/=0.2505.8', '25.05'],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.1', 'unstable'],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.1.*.tar.gz', 'unstable'],
    ['https://flakehub.com/f/NixOS/nixpkgs/0', undefined],
    ['https://flakehub.com/f/NixOS/nixpkgs/*', undefined],
    ['https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.2505.1%2Brev-1c8ba8d/019ab6d8/source.tar.gz', '25.05'],
    ['nixpkgs/nixos-25.05', '25.05'],
    ['flake:nixpkgs/nixos-25.05', '25.05'],
    ['nixpkgs', undefined],
    ['github:somebody/nixpkgs/nixos-25.05', '25.05'],
    ['github:somebody/nixpkgs', undefined],
    ['github:somebody/nixpkgs/master', undefined],
    ['github:somebody/nixpkgs/nixos-unstable', 'unstable'],
    ['path:/srv/nixpkgs', undefined],
  ])('%s is %s', (url, release) => {
    expect(see(flake(url)).model.releases.nixpkgs.release).toBe(release);
  });
});

describe('the release of Home Manager by its URL', () => {
  test.each([
    ['github:nix-community/home-manager', 'unstable'],
    ['github:rycee/home-manager/release-25.05', '25.05'],
    ['github:somebody/home-manager', undefined],
    ['github:somebody/home-manager/fix', undefined],
    ['home-manager', 'unstable'],
    ['home-manager/release-25.05', '25.05'],
    ['https://github.com/nix-community/home-manager/archive/master.tar.gz', 'unstable'],
    ['https://flakehub.com/f/nix-community/home-manager/0.2505.*', '25.05'],
    ['https://flakehub.com/f/nix-community/home-manager/0.1.*', 'unstable'],
    ['https://flakehub.com/f/nix-community/home-manager/*', undefined],
  ])('%s is %s', (url, release) => {
    const files = flake('github:NixOS/nixpkgs/nixos-25.05', url);
    expect(see(files).model.releases.homeManager.release).toBe(release);
  });
});

describe('the release of Home Manager by what fetches it', () => {
  const url = 'https://github.com/nix-community/home-manager';
  test.each([
    ['fetchTarball "URL/archive/release-25.05.tar.gz"', '25.05'],
    ['fetchTarball URL/archive/release-25.05.tar.gz', '25.05'],
    [
      'let version = "25.05"; in fetchTarball { url = "URL/archive/release-${version}.tar.gz"; sha256 = "x"; }',
      '25.05',
    ],
    [`fetchTarball "URL/archive/${rev}.tar.gz"`, undefined],
    ['builtins.fetchGit { url = "URL"; ref = "release-25.05"; }', '25.05'],
    ['builtins.fetchGit { url = "URL.git"; ref = "refs/heads/master"; }', 'unstable'],
    ['builtins.fetchGit "URL"', 'unstable'],
    [`builtins.fetchGit { url = "URL"; rev = "${rev}"; }`, undefined],
    ['builtins.fetchTree "github:nix-community/home-manager/release-25.05"', '25.05'],
    [
      'pkgs.fetchFromGitHub { owner = "nix-community"; repo = "home-manager"; rev = "release-25.05"; hash = "x"; }',
      '25.05',
    ],
    [`pkgs.fetchFromGitHub { owner = "nix-community"; repo = "home-manager"; rev = "${rev}"; hash = "x"; }`, undefined],
    ['pkgs.fetchzip { url = "URL/archive/release-25.05.zip"; hash = "x"; }', '25.05'],
    ['<home-manager>', undefined],
  ])('%s is %s', (source, release) => {
    const text = `let pkgs = import <nixpkgs> { }; source = ${source.replaceAll('URL', url)}; in { imports = [ "\${source}/nixos" ]; }`;
    const { model } = see({ 'configuration.nix': text });
    expect(model.open).toBe(false);
    expect(model.releases.homeManager.release).toBe(release);
  });
});

describe('inputs that are locked by an address', () => {
  const seen = (url: string, node: object) => {
    const { release, lastModified, evidence } = see(flake(url, undefined, locked({ nixpkgs: node }))).model.releases
      .nixpkgs;
    return [release, evidence, lastModified];
  };

  test('git, an archive and a channel', () => {
    const lock = { rev, lastModified: 1_749_000_000 };
    const git = { type: 'git', url: 'https://github.com/NixOS/nixpkgs', ref: 'nixos-25.05' };
    expect(seen(`git+${git.url}?ref=nixos-25.05`, { locked: { ...git, ...lock }, original: git })).toEqual([
      '25.05',
      'lock',
      1_749_000_000,
    ]);
    const archive = { type: 'tarball', url: 'https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz' };
    expect(seen(archive.url, { locked: { ...archive, ...lock }, original: archive })[1]).toBe('lock');
    const channel = { type: 'tarball', url: 'https://nixos.org/channels/nixos-unstable/nixexprs.tar.xz' };
    const state = 'https://releases.nixos.org/nixos/unstable/nixos-26.05pre924538.3497aa5c9457/nixexprs.tar.xz';
    expect(seen(channel.url, { locked: { ...channel, url: state }, original: channel })).toEqual([
      'unstable',
      'lock',
      undefined,
    ]);
  });

  test('an open version of FlakeHub is what is locked', () => {
    const original = { type: 'tarball', url: 'https://flakehub.com/f/NixOS/nixpkgs/%2A' };
    const url = 'https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.2505.81%2Brev-1c8ba8d/019ab6d8/source.tar.gz';
    const node = { locked: { type: 'tarball', url, rev, lastModified: 1_749_000_000 }, original };
    expect(seen('https://flakehub.com/f/NixOS/nixpkgs/*', node)).toEqual(['25.05', 'lock', 1_749_000_000]);
  });

  test('another address or revision than was locked is not locked', () => {
    const original = { type: 'tarball', url: 'https://nixos.org/channels/nixos-24.11/nixexprs.tar.xz' };
    const node = { locked: { ...original, lastModified: 1_730_000_000 }, original };
    expect(seen('https://nixos.org/channels/nixos-25.05/nixexprs.tar.xz', node)).toEqual(['25.05', 'ref', undefined]);
    const fixed = { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev: 'b'.repeat(40) };
    const before = { locked: { ...fixed, lastModified: 1_730_000_000 }, original: fixed };
    expect(seen(`github:NixOS/nixpkgs/${rev}`, before)).toEqual([undefined, 'ref', undefined]);
  });

  test('what the registry of a machine meant is only known where it is a branch', () => {
    const original = { type: 'indirect', id: 'nixpkgs' };
    const github = { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev, lastModified: 1_769_000_000 };
    expect(seen('nixpkgs', { locked: github, original })[0]).toBe('unstable');
    const path = { type: 'path', path: '/nix/store/x-source', lastModified: 1_769_000_000 };
    expect(seen('nixpkgs', { locked: path, original })[0]).toBeUndefined();
  });
});

describe('each host has the releases it uses', () => {
  const releases = (files: Files) =>
    Object.fromEntries(
      analysisOf(files).hosts.map(({ model: { host, releases } }) => [
        host.name,
        `${releases.nixpkgs.release} ${releases.homeManager.release}`,
      ]),
    );

  test('of several inputs', () => {
    const hosts = `{
      inputs = {
        nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
        stable.url = "github:NixOS/nixpkgs/nixos-25.05";
        home-manager.url = "github:nix-community/home-manager";
        home-stable.url = "github:nix-community/home-manager/release-25.05";
      };
      outputs = { nixpkgs, stable, home-manager, home-stable, ... }: let
        host = np: hm: np.lib.nixosSystem { modules = [ hm.nixosModules.home-manager ]; };
        home = hm: pkgs: hm.lib.homeManagerConfiguration { inherit pkgs; modules = [ { home.username = "mira"; } ]; };
      in {
        nixosConfigurations = { new = host nixpkgs home-manager; old = host stable home-stable; mixed = host stable home-manager; };
        homeConfigurations = {
          "mira@new" = home home-manager nixpkgs.legacyPackages.x86_64-linux;
          "mira@old" = home home-stable (import stable { system = "x86_64-linux"; });
        };
        devShells.x86_64-linux.default = stable.legacyPackages.x86_64-linux.mkShell { };
      };
    }`;
    expect(releases({ 'flake.nix': hosts })).toEqual({
      new: 'unstable unstable',
      old: '25.05 25.05',
      mixed: '25.05 unstable',
      'mira@new': 'unstable unstable',
      'mira@old': '25.05 25.05',
    });
  });

  test('of inputs of an input', () => {
    const github = (owner: string, repo: string, ref: string | undefined, inputs?: object) => ({
      ...(inputs === undefined ? {} : { inputs }),
      locked: { type: 'github', owner, repo, rev, lastModified: 1_749_000_000 },
      original: { type: 'github', owner, repo, ...(ref === undefined ? {} : { ref }) },
    });
    const nodes = {
      root: { inputs: { base: 'base', nixpkgs: ['base', 'nixpkgs'] } },
      base: github('somebody', 'base', undefined, { nixpkgs: 'np', 'home-manager': 'hm' }),
      np: github('NixOS', 'nixpkgs', 'nixos-25.05'),
      hm: github('nix-community', 'home-manager', 'release-24.11', { nixpkgs: ['base', 'nixpkgs'] }),
    };
    const text = (module: string) => `{
      inputs.base.url = "github:somebody/base";
      inputs.nixpkgs.follows = "base/nixpkgs";
      outputs = inputs: { nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ ${module} ]; }; };
    }`;
    const lock = JSON.stringify({ version: 5, root: 'root', nodes });
    const module = 'inputs.base.inputs.home-manager.nixosModules.home-manager';
    expect(releases({ 'flake.nix': text(module), 'flake.lock': lock })).toEqual({ box: '25.05 24.11' });
  });

  test('of which nothing is said is not guessed where there are several', () => {
    const hive = (more: string) => `{
      inputs = { nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable"; ${more} };
      outputs = inputs: { colmena = { meta = { }; box = { }; }; };
    }`;
    expect(releases({ 'flake.nix': hive('') })).toEqual({ box: 'unstable undefined' });
    const stable = 'stable.url = "github:NixOS/nixpkgs/nixos-25.05";';
    expect(releases({ 'flake.nix': hive(stable) })).toEqual({ box: 'undefined undefined' });
    expect(releases({ 'flake.nix': hive('same.follows = "nixpkgs";') })).toEqual({ box: 'unstable undefined' });
  });

  test('of colmena', () => {
    const hive = `{
      inputs = { nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable"; stable.url = "github:NixOS/nixpkgs/nixos-25.05"; };
      outputs = { nixpkgs, stable, ... }: {
        colmena = {
          meta.nixpkgs = import stable { system = "x86_64-linux"; };
          meta.nodeNixpkgs.new = import nixpkgs { system = "x86_64-linux"; };
          old = { };
          new = { };
        };
      };
    }`;
    expect(releases({ 'flake.nix': hive })).toEqual({ old: '25.05 undefined', new: 'unstable undefined' });
  });

  test('of flake-compat', () => {
    const text = `let
      flakeOf = url: (import (fetchTarball "https://github.com/NixOS/flake-compat/archive/master.tar.gz") { src = fetchTarball url; }).defaultNix;
    in {
      imports = [ (flakeOf "https://github.com/nix-community/home-manager/archive/release-25.05.tar.gz").nixosModules.home-manager ];
      nixpkgs.pkgs = (flakeOf "https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz").legacyPackages.x86_64-linux;
    }`;
    expect(releases({ 'configuration.nix': text })).toEqual({ project: '25.05 25.05' });
  });
});

describe('the era', () => {
  const late = '4b3e914cdf97a5b536a889e939fb2fd2b043a170';
  const eraOf = (files: Files) => see(files).model.releases.impermanence.era;
  const fetched = (url: string) =>
    eraOf({ 'configuration.nix': `{ imports = [ "\${fetchTarball "${url}"}/nixos.nix" ]; }` });

  test('of pinned sources', () => {
    const config = (sources: string) => ({
      'configuration.nix': `{ imports = [ ((import ${sources}).impermanence + "/nixos.nix") ]; }`,
    });
    const of = (follows: string, at = rev) => ({
      impermanence: { follows: `nix-community/impermanence/${follows}`, rev: at },
    });
    expect(eraOf({ ...config('./npins'), ...npins(of('master', late)) })).toBe('v1-late');
    expect(eraOf({ ...config('./npins'), ...npins(of('home-manager-v1')) })).toBe('v1-late');
    expect(eraOf({ ...config('./nix/sources.nix'), ...niv(of('master')) })).toBe('v2');
    expect(eraOf({ ...config('./lon.nix'), ...lon(of('home-manager-v2')) })).toBeUndefined();
  });

  test('of a fork is known by revisions of the project alone', () => {
    const fork = 'https://github.com/somebody/impermanence/archive';
    expect(fetched(`${fork}/master.tar.gz`)).toBeUndefined();
    expect(fetched(`${fork}/${late}.tar.gz`)).toBe('v1-late');
    expect(fetched(`${fork}/home-manager-v1.tar.gz`)).toBe('v1-late');
    const locks = (lastModified: number) => {
      const reference = { type: 'github', owner: 'somebody', repo: 'impermanence' };
      const files = flake('github:NixOS/nixpkgs/nixos-25.11', undefined, {
        ...locked({ impermanence: { original: reference, locked: { ...reference, rev, lastModified } } }),
      });
      const text = files['flake.nix']?.replace(
        'outputs',
        'inputs.impermanence.url = "github:somebody/impermanence";\noutputs',
      );
      return eraOf({ ...files, 'flake.nix': text ?? '' });
    };
    expect(locks(1_700_000_000)).toBe('v1-late');
    expect(locks(1_770_000_000)).toBeUndefined();
  });
});
