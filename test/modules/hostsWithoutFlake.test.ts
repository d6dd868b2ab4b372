import { describe, expect, test } from 'vitest';
import type { Configuration, Host } from '../../server/src/nix/modules/configuration.ts';
import { evaluateHost } from '../../server/src/nix/modules/evaluate.ts';
import { loneModule } from '../../server/src/nix/modules/hosts.ts';
import { valueAt as at, hostsOf } from '../support/flakeHosts.ts';
import { absolute, memorySources } from '../support/memorySources.ts';
import { plain } from '../support/plainValue.ts';

describe('hosts without a flake', () => {
  test('the name is the host name, else the folder', () => {
    const files = { 'configuration.nix': '{ networking.hostName = "box"; }', 'nested/configuration.nix': '{ }' };
    expect([...hostsOf(files, 'configuration.nix').keys()]).toEqual(['box']);
    expect([...hostsOf(files, 'nested/configuration.nix').keys()]).toEqual(['nested']);
  });

  test('channels and tarballs', () => {
    const configuration = hostsOf(
      {
        'configuration.nix': `{ lib, ... }: let hm = builtins.fetchTarball "https://github.com/nix-community/home-manager/archive/release-25.11.tar.gz"; in {
          imports = [ <home-manager/nixos> "\${hm}/nixos" (import "\${hm}/nixos") <elsewhere/x.nix> ];
          home-manager.users.bird = { pkgs, config, osConfig, ... }: { home.stateVersion = "25.11"; programs.git.enable = osConfig.networking.domain == "lan"; };
          networking.domain = "lan";
          users.users.bird.isNormalUser = true;
        }`,
      },
      'configuration.nix',
    ).get('config');
    expect(configuration?.unfollowed).toHaveLength(1);
    const home = configuration?.homes().get('bird');
    expect(home && plain(home.lookup(['home', 'homeDirectory']))).toBe('/home/bird');
    expect(home && plain(home.lookup(['programs', 'git', 'enable']))).toBe(true);
  });
});

describe('what cannot be followed', () => {
  const notes = (files: Readonly<Record<string, string>>) =>
    hostsOf(files, 'configuration.nix')
      .get('config')
      ?.failures.map(({ cause, site }) => [cause, site?.file.split('/').at(-1)]);
  const look = (files: Readonly<Record<string, string>>) => {
    const configuration = hostsOf(files, 'configuration.nix').get('config');
    configuration?.lookup(['networking', 'hostName']);
    return configuration?.failures.map(({ cause, site }) => [cause, site?.file.split('/').at(-1)]);
  };

  test('a circle of imports', () => {
    expect(
      look({
        'configuration.nix': '{ imports = [ ./a.nix ]; }',
        'a.nix': '{ imports = [ ./b.nix ]; }',
        'b.nix': '{ imports = [ ./a.nix ]; }',
      }),
    ).toEqual([['import-cycle', 'b.nix']]);
  });

  test('missing files and folders without default.nix', () => {
    expect(look({ 'configuration.nix': '{ imports = [ ./gone.nix ./folder ]; }', 'folder/other.nix': '{ }' })).toEqual([
      ['missing-import', 'configuration.nix'],
      ['missing-import', 'configuration.nix'],
    ]);
  });

  test('imports that depend on config', () => {
    const found = look({
      'configuration.nix': '{ config, ... }: { imports = if config.networking.hostName == "x" then [ ] else [ ]; }',
    });
    expect(found?.map(([cause]) => cause)).toContain('infinite-recursion');
  });

  test('nothing is noted for what is well', () => {
    expect(notes({ 'configuration.nix': '{ imports = [ ./a.nix ]; }', 'a.nix': '{ }' })).toEqual([]);
  });
});

describe('a module by itself', () => {
  const lone = (name: string, text: string): [Host, Configuration] | undefined => {
    const sources = memorySources({ [name]: text });
    const host = loneModule(absolute(name), sources);
    return host === undefined ? undefined : [host, evaluateHost(host, sources)];
  };

  test('is open, and its arguments are not known', () => {
    const [host, configuration] =
      lone(
        'm.nix',
        '{ inputs, foo, lib, ... }: { imports = [ inputs.x.y ]; networking.hostName = foo; networking.domain = "a"; }',
      ) ?? [];
    expect(host?.name).toBe('m.nix');
    expect(configuration?.open).toBe(true);
    expect(at(configuration, 'networking.domain')).toBe('a');
    expect(at(configuration, 'networking.hostName')).toEqual({
      '<unknown>': 'argument `foo` of the module is not known',
    });
    expect(configuration?.failures).toEqual([]);
  });

  test('of Home Manager is a home of somebody', () => {
    const [, configuration] = lone('home.nix', '{ config, ... }: { home.packages = [ ]; xdg.enable = true; }') ?? [];
    expect([...(configuration?.homes().keys() ?? [])]).toEqual(['?']);
  });

  test('of Home Manager may lie in a system', () => {
    const text = '{ osConfig, ... }: { home.file.a.text = osConfig.networking.hostName; xdg.enable = true; }';
    const [, configuration] = lone('home.nix', text) ?? [];
    const home = configuration?.homes().get('?');
    expect(home && plain(home.lookup(['home', 'file', 'a', 'text']))).toHaveProperty('<unknown>');
    expect(configuration?.failures).toEqual([]);
  });

  test('is not every file', () => {
    expect(lone('pkg.nix', '{ stdenv, fetchurl }: stdenv.mkDerivation { }')).toBeUndefined();
    expect(lone('data.nix', '{ a = 1; b = [ ]; }')).toBeUndefined();
    expect(lone('overlay.nix', 'final: prev: { }')).toBeUndefined();
  });
});
