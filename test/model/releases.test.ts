import { describe, expect, test } from 'vitest';
import type { Era, Model } from '../../server/src/impermanence/model/model.ts';
import { see } from '../support/models.ts';

const impermanence = 'https://github.com/nix-community/impermanence/archive';
const homeManager = 'https://github.com/nix-community/home-manager/archive';

/** A configuration that imports the module from a tarball. */
const imports = (url: string) => `{ imports = [ "\${builtins.fetchTarball "${url}"}/nixos.nix" ]; }`;

/** A flake with its lock: inputs by name as [owner, repo, ref, revision, lastModified]. */
function flake(
  inputs: Readonly<Record<string, readonly [string, string, string | undefined, string, number]>>,
  modules = '',
) {
  const nodes = Object.entries(inputs).map(([name, [owner, repo, ref, rev, lastModified]]) => [
    name,
    {
      locked: {
        type: 'github',
        owner,
        repo,
        rev,
        lastModified,
        narHash: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      },
      original: { type: 'github', owner, repo, ...(ref === undefined ? {} : { ref }) },
    },
  ]);
  const root = { inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, name])) };
  const urls = Object.entries(inputs).map(
    ([name, [owner, repo, ref]]) => `${name}.url = "github:${owner}/${repo}${ref ? `/${ref}` : ''}";`,
  );
  return {
    'flake.nix': `{
      inputs = { ${urls.join(' ')} };
      outputs = { nixpkgs, ... }@inputs: {
        nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./box.nix ${modules} ]; };
      };
    }`,
    'flake.lock': JSON.stringify({ version: 7, root: 'root', nodes: { root, ...Object.fromEntries(nodes) } }),
    'box.nix': '{ environment.persistence."/p".directories = [ "/a/" ]; }',
  };
}

const nixpkgs = ['NixOS', 'nixpkgs', 'nixos-25.11', '1'.repeat(40), 1769000000] as const;
const lateV1 = [
  'nix-community',
  'impermanence',
  undefined,
  '4b3e914cdf97a5b536a889e939fb2fd2b043a170',
  1737831083,
] as const;

function release(model: Model) {
  const { era, locked, unpinned, evidence } = model.releases.impermanence;
  return { era, locked, unpinned, evidence };
}

describe('the era', () => {
  test('of no hint at all is the present one', () => {
    const { model } = see('{ environment.persistence."/p".directories = [ "/a" ]; }');
    expect(release(model)).toEqual({ era: 'v2', locked: false, unpinned: false, evidence: 'none' });
  });

  test.each([
    ['master.tar.gz', 'v2', true],
    ['home-manager-v1.tar.gz', 'v1-late', true],
    ['refs/heads/home-manager-v1.tar.gz', 'v1-late', true],
    ['home-manager-v2.tar.gz', undefined, true],
    ['4b3e914cdf97a5b536a889e939fb2fd2b043a170.tar.gz', 'v1-late', false],
    ['2f39baeb7d039fda5fc8225111bb79474138e6f4.tar.gz', 'v1-early', false],
    ['7b1d382.tar.gz', 'v2', false],
    ['0000000000000000000000000000000000000000.tar.gz', undefined, false],
  ] as const)('of %s is %s', (archive, era, unpinned) => {
    const { model } = see(imports(`${impermanence}/${archive}`));
    expect(model.releases.impermanence).toMatchObject({ era, unpinned, evidence: 'url' });
  });

  test.each([
    [1646131459, 'v1-early', '/a/'],
    [1737831083, 'v1-late', '/a/'],
    [1750000000, undefined, '/a'],
    [1769548169, 'v2', '/a'],
  ] as const)('of a lock of %i is %s', (lastModified, era, path) => {
    const { model } = see(
      flake({ nixpkgs, impermanence: ['nix-community', 'impermanence', undefined, '2'.repeat(40), lastModified] }),
    );
    expect(release(model)).toEqual({ era, locked: true, unpinned: false, evidence: 'lock' });
    expect(model.entries.map((entry) => entry.path)).toEqual([path]);
  });

  test('of an input by another name', () => {
    const { model } = see(flake({ nixpkgs, imp: lateV1 }));
    expect(model.releases.impermanence).toMatchObject({ era: 'v1-late', input: 'imp' });
  });

  test.each([
    ['auto', 'v2'],
    ['v1-late', 'v1-late'],
    ['v2', 'v2'],
  ] as const)('is assumed by a setting where no source tells: %s', (assumeEra, era: Era) => {
    expect(see('{ environment.persistence."/p" = { }; }', { assumeEra }).model.releases.impermanence.era).toBe(era);
    const told = see(imports(`${impermanence}/master.tar.gz`), { assumeEra });
    expect(told.model.releases.impermanence.era).toBe('v2');
  });
});

describe('releases of nixpkgs and Home Manager', () => {
  test.each([
    ['release-21.11.tar.gz', '21.11'],
    ['master.tar.gz', 'unstable'],
    ['release-26.05.tar.gz', '26.05'],
    [`${'3'.repeat(40)}.tar.gz`, undefined],
  ] as const)('a tarball of Home Manager: %s', (archive, expected) => {
    const { model, text } = see(
      `{ imports = [ (import "\${builtins.fetchTarball "${homeManager}/${archive}"}/nixos") ]; }`,
    );
    expect(model.releases.homeManager.release).toBe(expected);
    expect(text(model.releases.homeManager.site)).toContain(archive);
  });

  test('inputs of a flake', () => {
    const { model } = see(
      flake({
        nixpkgs,
        'home-manager': ['nix-community', 'home-manager', 'release-25.11', '4'.repeat(40), 1769000001],
        impermanence: lateV1,
      }),
    );
    expect(model.releases.nixpkgs).toMatchObject({ release: '25.11', lastModified: 1769000000, input: 'nixpkgs' });
    expect(model.releases.homeManager).toMatchObject({ release: '25.11', lastModified: 1769000001 });
    expect(model.releases.impermanence.rev).toBe(lateV1[3]);
  });

  test('default branches are unstable', () => {
    const { model } = see(
      flake({
        nixpkgs: ['NixOS', 'nixpkgs', 'nixos-unstable', '1'.repeat(40), 1769000000],
        'home-manager': ['nix-community', 'home-manager', undefined, '4'.repeat(40), 1769000001],
      }),
    );
    expect([model.releases.nixpkgs.release, model.releases.homeManager.release]).toEqual(['unstable', 'unstable']);
  });

  test('state versions with their sites', () => {
    const { model, text } = see(
      `{ system.stateVersion = "22.05"; users.users.bird.isNormalUser = true;
         home-manager.users.bird.home.stateVersion = "21.11"; }`,
    );
    expect(model.releases.stateVersion?.value).toBe('22.05');
    expect(text(model.releases.stateVersion?.site)).toBe('"22.05"');
    expect(model.releases.homeStateVersions.get('bird')?.value).toBe('21.11');
  });
});

describe('imports of the impermanence module', () => {
  const kinds = (model: Model) => model.persistenceModules.map(({ kind, by, scope, user }) => [kind, by, scope, user]);

  test('by path', () => {
    const source = `(builtins.fetchTarball "${impermanence}/master.tar.gz")`;
    const { model } = see(`let i = ${source}; in { imports = [ "\${i}/nixos.nix" ];
      home-manager.users.bird = { imports = [ "\${i}/home-manager.nix" ]; }; users.users.bird.isNormalUser = true; }`);
    expect(kinds(model)).toEqual([
      ['nixos', 'path', 'nixos', undefined],
      ['home-manager', 'path', 'home', 'bird'],
    ]);
  });

  test('as outputs of a flake', () => {
    const inputs = { nixpkgs, impermanence: lateV1 };
    expect(kinds(see(flake(inputs, 'inputs.impermanence.nixosModules.impermanence')).model)).toEqual([
      ['nixos', 'output', 'nixos', undefined],
    ]);
    expect(kinds(see(flake(inputs, 'inputs.impermanence.nixosModules.home-manager.impermanence')).model)).toEqual([
      ['home-manager', 'output', 'nixos', undefined],
    ]);
  });

  test('none', () => expect(kinds(see('{ environment.persistence."/p" = { }; }').model)).toEqual([]));
});
