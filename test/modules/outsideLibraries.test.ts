import { describe, expect, test } from 'vitest';
import { valueAt as at, hostsOf, inputs } from '../support/flakeHosts.ts';

describe('libraries of outside', () => {
  test('what lib does not have stays what it was under it', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts nix-community/lib-aggregate')}
        outputs = { self, nixpkgs, flake-parts, lib-aggregate, ... }: let
          mine = { mkHost = name: nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = name; } ]; }; version = "mine"; };
          lib = mine // nixpkgs.lib // flake-parts.lib;
        in {
          nixosConfigurations = lib-aggregate.lib.mapAttrs (name: _: lib.mkHost name) { box = { }; };
          inherit (lib) version;
        };
      }`,
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
  });

  test('modules of the flake itself, by way of its store path', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs')}
        outputs = { self, nixpkgs }: {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ "\${self}/host" (self + "/one.nix") ]; };
        };
      }`,
      'host/default.nix': '{ networking.hostName = "via-self"; }',
      'one.nix': '{ networking.domain = "one"; }',
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('via-self');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('one');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('an output of flake-parts may look at the flake itself', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts')}
        outputs = inputs@{ self, ... }: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          flake.lib = inputs.nixpkgs.lib.extend self.libOverlay;
          flake.libOverlay = final: prev: { mkBox = name: final.nixosSystem { modules = [ { networking.hostName = name; } ]; }; };
          flake.nixosConfigurations = { box = self.lib.mkBox "by-lib"; };
        };
      }`,
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('by-lib');
  });

  test('files of the flake by their names, and systems with more attributes', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs')}
        outputs = { self, nixpkgs }: let inherit (nixpkgs) lib; in {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem {
            modules = lib.filter (lib.hasSuffix ".nix") (lib.filesystem.listFilesRecursive "\${self}/host")
              ++ [ { networking.domain = baseNameOf "\${self}/host/a.nix"; } ];
          } // { deploy = "here"; };
          nixosConfigurations.none = nixpkgs.lib.nixosSystem { modules = [ ]; } // { config = { }; };
        };
      }`,
      'host/a.nix': '{ networking.hostName = "by-name"; }',
      'host/key.pub': 'not a module',
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('by-name');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('a.nix');
    expect(hosts.get('box')?.open).toBe(false);
    expect(hosts.get('none')?.open).toBe(true);
  });

  test('outputs that a module of flake-parts from outside may declare', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts nix-community/disko')}
        outputs = inputs@{ self, ... }: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.disko.flakeModules.default ./a.nix ./b.nix ];
          flake.nixosConfigurations = builtins.mapAttrs (_: layout: inputs.nixpkgs.lib.nixosSystem { modules = [ layout ]; }) self.layouts;
        };
      }`,
      'a.nix': '{ flake.layouts.a.networking.hostName = "layout-a"; }',
      'b.nix': '{ flake.layouts.b.networking.hostName = "layout-b"; }',
    });
    expect(at(hosts.get('a'), 'networking.hostName')).toBe('layout-a');
    expect(at(hosts.get('b'), 'networking.hostName')).toBe('layout-b');
  });
});
