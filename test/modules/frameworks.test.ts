import { describe, expect, test } from 'vitest';
import { valueAt as at, hostsOf, inputs } from '../support/flakeHosts.ts';

describe('flakes that make hosts out of folders and options', () => {
  test('nixos-unified: configurations/nixos, homes and the library', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts srid/nixos-unified nix-community/home-manager')}
        outputs = inputs: inputs.nixos-unified.lib.mkFlake { inherit inputs; root = ./.; };
      }`,
      'modules/flake/top.nix': `{ inputs, ... }: {
        imports = [ inputs.nixos-unified.flakeModules.default inputs.nixos-unified.flakeModules.autoWire ];
        flake.nixosConfigurations.hand = inputs.self.nixos-unified.lib.mkLinuxSystem { } { networking.hostName = "made"; };
      }`,
      'configurations/nixos/box/default.nix': `{ flake, ... }: {
        imports = [ flake.inputs.self.nixosModules.common ];
        home-manager.users.bird = { config, ... }: { home.username = "bird"; xdg.userDirs.desktop = config.home.homeDirectory + "/d"; };
      }`,
      'configurations/nixos/reed.nix': '{ networking.hostName = "reed"; }',
      'configurations/nixos/readme.txt': '',
      'modules/nixos/common.nix': '{ networking.hostName = "common"; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'hand', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('common');
    expect(at(hosts.get('hand'), 'networking.hostName')).toBe('made');
    expect(at(hosts.get('box'), 'home-manager.users.bird.xdg.userDirs.desktop')).toBe('/home/bird/d');
    expect(hosts.get('reed')?.open).toBe(false);
  });

  test('nixos-flake: a system from a module, with what comes along', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts srid/nixos-flake nix-community/home-manager')}
        outputs = inputs@{ self, ... }: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.nixos-flake.flakeModule ];
          flake.nixosConfigurations.old = self.nixos-flake.lib.mkLinuxSystem {
            imports = [ self.nixosModules.home-manager ];
            networking.hostName = "made";
            home-manager.users.bird = { flake, ... }: { home.file.a.text = if flake ? inputs then "1" else "2"; };
          };
          flake.nixosConfigurations.young = self.nixos-flake.lib.mkLinuxSystem { home-manager = true; } {
            home-manager.users.bird.home.file.a.text = "3";
          };
        };
      }`,
    });
    expect(at(hosts.get('old'), 'networking.hostName')).toBe('made');
    expect(at(hosts.get('old'), 'home-manager.users.bird.home.file.a.text')).toBe('1');
    expect(at(hosts.get('young'), 'home-manager.users.bird.home.file.a.text')).toBe('3');
    expect([...hosts.values()].some(({ open }) => open)).toBe(false);
  });

  test('blueprint: hosts, their users and modules', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs numtide/blueprint nix-community/home-manager')}
        outputs = inputs: inputs.blueprint { inherit inputs; prefix = "nix"; };
      }`,
      'nix/hosts/box/configuration.nix':
        '{ flake, hostName, ... }: { imports = [ flake.nixosModules.shared ]; networking.hostName = hostName; }',
      'nix/hosts/box/users/bird.nix': '{ home.stateVersion = "25.11"; }',
      'nix/hosts/own/default.nix':
        '{ inputs, hostName, ... }: { class = "nixos"; value = inputs.nixpkgs.lib.nixosSystem { modules = [ { networking.domain = hostName; } ]; }; }',
      'nix/hosts/mac/darwin-configuration.nix': '{ }',
      'nix/modules/nixos/shared.nix': '{ flake, ... }: { networking.domain = "shared"; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'own']);
    expect(at(hosts.get('box'), 'networking.domain')).toBe('shared');
    expect(at(hosts.get('box'), 'home-manager.users.bird.home.homeDirectory')).toBe('/home/bird');
    expect(at(hosts.get('own'), 'networking.domain')).toBe('own');
  });

  test('snowfall-lib: systems, homes, modules and a library of the namespace', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs nix-community/home-manager')}
        inputs.snowfall-lib.url = "github:snowfallorg/lib";
        outputs = inputs: inputs.snowfall-lib.mkFlake {
          inherit inputs; src = ./.; snowfall.namespace = "wood";
          systems.modules.nixos = [ { networking.domain = "all"; } ];
        };
      }`,
      'systems/x86_64-linux/box/default.nix':
        '{ lib, namespace, ... }: { wood.tree = lib.wood.high; networking.hostId = namespace; }',
      'modules/nixos/tree/default.nix':
        '{ lib, config, ... }: { options.wood.tree = lib.mkOption { }; config.users.motd = config.wood.tree; }',
      'homes/x86_64-linux/bird@box/default.nix': '{ lib, ... }: { home.file.a.text = lib.wood.high; }',
      'homes/x86_64-linux/owl@other/default.nix': '{ }',
      'lib/trees/default.nix': '{ lib, ... }: { high = lib.toUpper "oak"; }',
    });
    expect(at(hosts.get('box'), 'home-manager.users.bird.home.file.a.text')).toBe('OAK');
    // The home of a user that a system has is evaluated there.
    expect([...hosts.keys()].sort()).toEqual(['box', 'owl@other']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'users.motd')).toBe('OAK');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('all');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('wood');
    expect(at(hosts.get('box'), 'users.users.bird.isNormalUser')).toBe(true);
    expect(at(hosts.get('box'), 'home-manager.users.bird.home.homeDirectory')).toBe('/home/bird');
    expect(at(hosts.get('owl@other'), 'home.username')).toBe('owl');
  });

  test('a fork under another name is known by that of its input', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs')}
        inputs.snowfall-lib.url = "github:bird/snowflakes";
        outputs = inputs: inputs.snowfall-lib.mkFlake { inherit inputs; src = ./.; };
      }`,
      'systems/x86_64-linux/box/default.nix': '{ networking.domain = "nest"; }',
    });
    expect(at(hosts.get('box'), 'networking.domain')).toBe('nest');
  });

  test('easy-hosts: from options and from folders', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts tgirlcloud/easy-hosts')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.easy-hosts.flakeModule ];
          easy-hosts = {
            autoConstruct = true;
            path = ./systems;
            shared.modules = [ { networking.domain = "shared"; } ];
            perClass = class: { modules = [ { networking.hostId = class; } ]; };
            hosts.reed = { path = ./reed.nix; specialArgs.word = "w"; };
          };
        };
      }`,
      'systems/x86_64-nixos/box/default.nix': '{ inputs, ... }: { imports = [ ]; }',
      'systems/aarch64-darwin/mac/default.nix': '{ }',
      'reed.nix': '{ word, ... }: { users.motd = word; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('nixos');
    expect(at(hosts.get('reed'), 'users.motd')).toBe('w');
    expect(at(hosts.get('reed'), 'networking.domain')).toBe('shared');
  });

  test('ez-configs and lite-config', () => {
    const ez = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts ehllie/ez-configs nix-community/home-manager')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.ez-configs.flakeModule ];
          ezConfigs = { root = ./.; globalArgs = { word = "w"; }; nixos.hosts.box.userHomeModules = [ "bird" ]; };
        };
      }`,
      'nixos-configurations/box.nix': '{ ezModules, word, ... }: { imports = [ ezModules.extra ]; users.motd = word; }',
      'nixos-modules/default.nix': '{ networking.domain = "default"; }',
      'nixos-modules/extra.nix': '{ networking.hostId = "1"; }',
      'home-configurations/bird/default.nix': '{ home.stateVersion = "25.11"; }',
    });
    expect(at(ez.get('box'), 'networking.domain')).toBe('default');
    expect(at(ez.get('box'), 'networking.hostId')).toBe('1');
    expect(at(ez.get('box'), 'users.motd')).toBe('w');
    expect(at(ez.get('box'), 'home-manager.users.bird.home.username')).toBe('bird');
    const lite = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs hercules-ci/flake-parts yelite/lite-config nix-community/home-manager')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {
          imports = [ inputs.lite-config.flakeModule ];
          lite-config = { hostModuleDir = ./hosts; hosts.box.system = "x86_64-linux"; hosts.mac.system = "aarch64-darwin"; systemModules = [ ./common.nix ]; };
        };
      }`,
      'hosts/box/default.nix': '{ networking.domain = "lan"; }',
      'common.nix': '{ hostPlatform, lib, ... }: { networking.hostId = lib.boolToString hostPlatform.isLinux; }',
    });
    expect([...lite.keys()]).toEqual(['box']);
    expect(at(lite.get('box'), 'networking.domain')).toBe('lan');
    expect(at(lite.get('box'), 'networking.hostId')).toBe('true');
  });

  test('a clan has its machines, and modules nobody sees here', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs clan-lol/clan-core')}
        outputs = { self, clan-core, ... }: {
          inherit (clan-core.lib.clan { inherit self; inventory.machines.mac.machineClass = "darwin"; machines.reed = { networking.domain = "r"; }; }) nixosConfigurations;
        };
      }`,
      'machines/box/configuration.nix': '{ networking.hostId = "1"; }',
      'machines/box/notes.txt': '',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('1');
    expect(at(hosts.get('reed'), 'networking.domain')).toBe('r');
    expect(hosts.get('box')?.open).toBe(true);
  });

  test('a clan of flake-parts: special arguments, and modules that roles bring in by machine and tag', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs clan-lol/clan-core hercules-ci/flake-parts')}
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } { imports = [ ./clan.nix ./roles.nix ]; };
      }`,
      'clan.nix': `{ inputs, ... }: {
        imports = [ inputs.clan-core.flakeModules.default ];
        clan.specialArgs.word = "special";
        flake.clan.inventory.machines.box.tags = [ "server" ];
        flake.clan.inventory.tags = { config, machines, ... }: {
          chosen = builtins.filter (name: name == "reed" && machines ? box) config.nixos;
        };
        flake.clan.inventory.machines.mac.machineClass = "darwin";
      }`,
      'roles.nix': `{ self, ... }: {
        flake.clan.inventory.machines.box.tags = [ "web" ];
        flake.clan.inventory.instances = {
          all = { module.name = "importer"; roles.default = { tags = [ "all" ]; extraModules = [ { users.motd = "all"; } ]; }; };
          web.roles.default = { tags.web = { }; extraModules = [ "modules/web.nix" ]; };
          one.roles.default = { machines.reed = { }; extraModules = [ { networking.domain = "one"; } ]; };
          own.roles.default = { tags = [ "chosen" ]; extraModules = [ (self + "/modules/own.nix") ]; };
        };
      }`,
      'inventory.json': '{ "machines": { "reed": { "tags": [ ] } } }',
      'machines/box/configuration.nix': '{ word, ... }: { networking.hostId = word; }',
      'modules/web.nix': '{ networking.domain = "web"; }',
      'modules/own.nix': '{ networking.hostId = "own"; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('special');
    expect(at(hosts.get('box'), 'users.motd')).toBe('all');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('web');
    expect(at(hosts.get('reed'), 'networking.domain')).toBe('one');
    expect(at(hosts.get('reed'), 'networking.hostId')).toBe('own');
    expect(at(hosts.get('reed'), 'networking.hostName')).toBe('reed');
  });

  test('haumea: loaders, transformers and names that are hidden', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs nix-community/haumea')}
        outputs = { nixpkgs, haumea, ... }: let
          tree = haumea.lib.load { src = ./hosts; loader = _: path: path; transformer = _cursor: set: set.default or set; };
          plain = haumea.lib.load { src = ./plain; inputs.word = "w"; };
        in { nixosConfigurations = builtins.mapAttrs (_: file: nixpkgs.lib.nixosSystem { modules = [ file { users.motd = plain.sub.default.text; } ]; }) tree; };
      }`,
      'hosts/box/default.nix': '{ networking.hostId = "1"; }',
      'hosts/reed.nix': '{ networking.hostId = "2"; }',
      'hosts/_draft.nix': '{ }',
      'plain/sub/default.nix': '{ root, super, word }: { text = word + root.hidden + super.deep; }',
      'plain/_hidden.nix': '"h"',
      'plain/sub/__deep.nix': '"d"',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'reed']);
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('1');
    expect(at(hosts.get('reed'), 'users.motd')).toBe('whd');
  });
});
