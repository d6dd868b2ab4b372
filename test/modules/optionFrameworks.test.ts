import { describe, expect, test } from 'vitest';
import { valueAt as at, hostsOf, inputs } from '../support/flakeHosts.ts';

describe('flakes that make hosts out of options', () => {
  test('flakelight: from options, functions and the folder nix', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs nix-community/flakelight nix-community/home-manager')}
        outputs = { flakelight, ... }@inputs: flakelight ./. ({ lib, ... }: {
          inherit inputs;
          nixosConfigurations.box = { system = "x86_64-linux"; modules = [ ({ hostname, ... }: { networking.hostName = hostname; }) inputs.self.nixosModules.shared ]; };
          homeConfigurations."bird@box" = { system = "x86_64-linux"; modules = [ { xdg.enable = true; } ]; };
        });
      }`,
      'nix/nixos/reed.nix':
        '{ inputs, ... }: { system = "aarch64-linux"; modules = [ { networking.domain = "reeds"; } ]; }',
      'nix/nixos/_moss.nix': '{ modules = [ { networking.domain = "mosses"; } ]; }',
      'nix/nixosModules/shared.nix': '{ ... }: { networking.domain = "shared"; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['bird@box', 'box', 'moss', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('shared');
    expect(at(hosts.get('reed'), 'networking.domain')).toBe('reeds');
    expect(at(hosts.get('moss'), 'networking.domain')).toBe('mosses');
    expect(at(hosts.get('bird@box'), 'home.username')).toBe('bird');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('unify: modules with a part for NixOS and one for homes', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts nix-community/home-manager')}
        inputs.unify.url = "git+https://codeberg.org/quasigod/unify";
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.unify.flakeModule ./hosts.nix ./modules.nix ];
        };
      }`,
      'hosts.nix': `{ config, lib, ... }: {
        unify.options.tint = lib.mkOption { type = lib.types.str; };
        unify.hosts.nixos.box = {
          tint = "green";
          modules = with config.unify.modules; [ paint ];
          users.bird = { modules = [ config.unify.modules.paint ]; home.xdg.enable = true; };
          nixos.networking.hostName = "box";
          home.home.sessionVariables.HOST = "box";
        };
      }`,
      'modules.nix': `{
        unify.nixos = { hostConfig, ... }: { networking.hostId = hostConfig.name; };
        unify.home.home.stateVersion = "25.11";
        unify.modules.paint.nixos = { hostConfig, ... }: { users.motd = hostConfig.tint; };
        unify.modules.paint.home.home.sessionVariables.PAINT = "yes";
        unify.modules.unused.nixos.networking.domain = "unused";
      }`,
    });
    const box = hosts.get('box');
    expect([...hosts.keys()]).toEqual(['box']);
    expect(at(box, 'users.motd')).toBe('green');
    expect(at(box, 'networking.hostName')).toBe('box');
    expect(at(box, 'networking.hostId')).toBe('box');
    expect(at(box, 'networking.domain')).toBe(null);
    expect(at(box, 'home-manager.users.bird.xdg.enable')).toBe(true);
    expect(at(box, 'home-manager.users.bird.home.stateVersion')).toBe('25.11');
    expect(at(box, 'home-manager.users.bird.home.sessionVariables')).toMatchObject({ HOST: 'box', PAINT: 'yes' });
    expect(box?.open).toBe(false);
  });

  test('flake-aspects: modules by class out of aspects that include each other', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts vic/flake-aspects')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.flake-aspects.flakeModule ./aspects.nix ./more.nix ];
          flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ inputs.self.modules.nixos.main ]; };
        };
      }`,
      'aspects.nix': `{ flake.aspects = { aspects, ... }: {
        main = { includes = with aspects; [ base (people._.one "bird") ]; nixos.networking.hostName = "main"; };
        base = { nixos = { ... }: { networking.domain = "base"; }; darwin.x = 1; };
        people.provides.one = name: { nixos.users.users.\${name}.isNormalUser = true; };
      }; }`,
      'more.nix': '{ flake.aspects.base.nixos.users.motd = "more"; }',
    });
    const box = hosts.get('box');
    expect(at(box, 'networking.hostName')).toBe('main');
    expect(at(box, 'networking.domain')).toBe('base');
    expect(at(box, 'users.motd')).toBe('more');
    expect(at(box, 'users.users.bird.isNormalUser')).toBe(true);
    expect(box?.open).toBe(false);
  });

  test('nodes of colmena see each other', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs zhaofengli/colmena')}
        outputs = { colmena, ... }: {
          colmenaHive = colmena.lib.makeHive {
            meta.specialArgs.word = "w";
            defaults = { name, word, ... }: { networking.hostName = name + word; };
            a = { nodes, ... }: { networking.domain = nodes.b.config.networking.hostName; };
            b = { lib, nodes, ... }: { users.motd = lib.concatStringsSep " " (builtins.attrNames nodes); };
          };
        };
      }`,
    });
    expect(at(hosts.get('a'), 'networking.hostName')).toBe('aw');
    expect(at(hosts.get('a'), 'networking.domain')).toBe('bw');
    expect(at(hosts.get('b'), 'users.motd')).toBe('a b');
  });
});
