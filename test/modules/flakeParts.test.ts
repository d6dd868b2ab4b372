import { describe, expect, test } from 'vitest';
import { hostsOf, inputs, valueAt } from '../support/flakeHosts.ts';

const dendritic = `{
  ${inputs('NixOS/nixpkgs hercules-ci/flake-parts vic/import-tree nix-community/home-manager')}
  outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } (inputs.import-tree ./modules);
}`;

describe('flakes of which every file is a module of flake-parts', () => {
  test('modules in pieces, put together by options of their own', () => {
    const hosts = hostsOf({
      'flake.nix': dendritic,
      'modules/configurations.nix': `{ lib, config, inputs, ... }: {
        imports = [ inputs.flake-parts.flakeModules.modules ];
        options.configurations.nixos = lib.mkOption {
          type = lib.types.lazyAttrsOf (lib.types.submodule { options.module = lib.mkOption { type = lib.types.deferredModule; }; });
        };
        config.flake.nixosConfigurations =
          lib.mapAttrs (name: { module }: inputs.nixpkgs.lib.nixosSystem { modules = [ module ]; }) config.configurations.nixos;
      }`,
      'modules/base.nix': '{ flake.modules.nixos.base = { networking.domain = "lan"; }; }',
      'modules/motd.nix': '{ flake.modules.nixos.base = { lib, ... }: { users.motd = lib.toUpper "hi"; }; }',
      'modules/home.nix': '{ flake.modules.homeManager.base.xdg.enable = true; }',
      'modules/bird.nix': `{ config, inputs, ... }: {
        flake.modules.nixos.bird = {
          imports = [ inputs.home-manager.nixosModules.home-manager ];
          home-manager.users.bird.imports = [ config.flake.modules.homeManager.base ];
        };
      }`,
      'modules/hosts/box.nix': `{ config, inputs, ... }: {
        configurations.nixos.box.module.imports = with config.flake.modules.nixos; [ base inputs.self.modules.nixos.bird ./_own.nix ];
      }`,
      'modules/hosts/_own.nix': '{ networking.hostName = "own"; }',
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('lan');
    expect(valueAt(hosts.get('box'), 'users.motd')).toBe('HI');
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('own');
    expect(valueAt(hosts.get('box'), 'home-manager.users.bird.xdg.enable')).toBe(true);
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('flake.modules is what the flake declares it as', () => {
    const hosts = hostsOf({
      'flake.nix': dendritic,
      'modules/options.nix': `{ lib, ... }: {
        options.flake.modules = lib.mkOption {
          type = with lib.types; lazyAttrsOf (lazyAttrsOf (lazyAttrsOf deferredModule)); default = { };
        };
      }`,
      'modules/box.nix': `{ self, inputs, ... }: {
        flake.modules.hosts.box.net = { networking.hostName = "deep"; };
        flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ self.modules.hosts.box.net ]; };
      }`,
    });
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('deep');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('modules made for a system, applied and published', () => {
    const hosts = hostsOf({
      'flake.nix': dendritic,
      'modules/box.nix': `{ self, inputs, moduleWithSystem, withSystem, flake-parts-lib, ... }: {
        imports = [ (flake-parts-lib.importAndPublish "extra" { flake.nixosModules.extra = { users.motd = "extra"; }; }) ];
        flake.nixosConfigurations.box = withSystem "x86_64-linux" ({ system, ... }: inputs.nixpkgs.lib.nixosSystem {
          modules = [
            { nixpkgs.hostPlatform = "aarch64-linux"; _module.args.system = "aarch64-linux"; networking.hostId = system; }
            (moduleWithSystem ({ system, ... }: { lib, ... }: { networking.domain = lib.toUpper system; }))
            (inputs.flake-parts.lib.importApply ./_apply.nix { word = "applied"; })
            self.nixosModules.extra
          ];
        });
      }`,
      'modules/_apply.nix': '{ word }: { ... }: { networking.hostName = word; }',
    });
    expect(valueAt(hosts.get('box'), 'networking.hostId')).toBe('x86_64-linux');
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('AARCH64-LINUX');
    expect(valueAt(hosts.get('box'), 'networking.hostName')).toBe('applied');
    expect(valueAt(hosts.get('box'), 'users.motd')).toBe('extra');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('an evaluation whose outputs are taken from it later', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts')}
        outputs = inputs: (inputs.flake-parts.lib.evalFlakeModule { inherit inputs; } ./top.nix).config.processedFlake;
      }`,
      'top.nix':
        '{ inputs, ... }: { flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ { networking.domain = "top"; } ]; }; }',
    });
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('top');
  });

  test('nixpkgs of FlakeHub, as flake.nix and flake.lock name it', () => {
    const url = 'https://flakehub.com/f/NixOS/nixpkgs/0.1';
    const lock = {
      nodes: {
        root: { inputs: { stable: 'stable' } },
        stable: {
          locked: {
            type: 'tarball',
            narHash: 'sha256-x',
            url: 'https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.1.1/x/source.tar.gz',
          },
          original: { type: 'tarball', url },
        },
      },
      root: 'root',
      version: 7,
    };
    const hosts = hostsOf({
      'flake.nix': `{ inputs.stable.url = "${url}"; outputs = { stable, ... }: {
        nixosConfigurations.box = stable.lib.nixosSystem { modules = [ { networking.domain = "hub"; } ]; }; }; }`,
      'flake.lock': JSON.stringify(lock),
    });
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('hub');
  });

  test('outputs taken from partitions, with inputs of their own', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } ({ config, lib, ... }: {
          imports = [ inputs.flake-parts.flakeModules.partitions ./shared.nix ];
          partitionedAttrs = { nixosConfigurations = "systems"; checks = "dev"; };
          partitions.dev.extraInputsFlake = ./dev;
          partitions.systems = {
            extraInputsFlake = ./systems;
            extraInputs.word.text = "extra";
            module = ./systems/module.nix;
          };
        });
      }`,
      'shared.nix': '{ lib, ... }: { options.word = lib.mkOption { default = "shared"; }; }',
      'systems/flake.nix': `{ ${inputs('nix-community/impermanence')} ${inputs('other/nixpkgs')} outputs = _: { }; }`,
      'systems/module.nix': `{ inputs, self, config, ... }: {
        flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem {
          specialArgs = { inherit self; };
          modules = [
            inputs.impermanence.nixosModules.impermanence
            ({ self, ... }: { networking.domain = self.inputs.word.text; networking.hostName = config.word; })
          ];
        };
      }`,
    });
    const box = hosts.get('box');
    expect(valueAt(box, 'networking.domain')).toBe('extra');
    expect(valueAt(box, 'networking.hostName')).toBe('shared');
    expect(box?.open).toBe(false);
    expect(box?.inputs().get('impermanence')?.owner).toBe('nix-community');
    expect(box?.inputs().get('nixpkgs')?.owner).toBe('NixOS');
    expect(box?.inputs().get('nixpkgs of systems')?.owner).toBe('other');
  });

  test('a partition whose inputs are not in sight leaves the others alone', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          partitionedAttrs.homeConfigurations = "far";
          partitions.far = { extraInputsFlake = "github:far/away"; module = { inputs, ... }: { flake.homeConfigurations = inputs.away.homes; }; };
          flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ { networking.domain = "near"; } ]; };
        };
      }`,
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('near');
  });
});
