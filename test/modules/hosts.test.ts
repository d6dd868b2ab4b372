import { describe, expect, test } from 'vitest';
import { valueAt as at, hostsOf, inputs } from '../support/flakeHosts.ts';
import { absolute } from '../support/memorySources.ts';

const probe = '{ ... }: { networking.domain = "from-module"; fileSystems."/".device = "/dev/vda"; }';

describe('hosts of a flake', () => {
  test('nixosSystem of an input, with specialArgs', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
        outputs = { self, nixpkgs, ... }@inputs: {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem {
            system = "x86_64-linux";
            specialArgs = { inherit inputs; name' = "box"; };
            modules = [ ./host.nix ];
          };
        };
      }`,
      'host.nix': `{ inputs, name', pkgs, ... }: {
        imports = [ inputs.self.nixosModules.shared or ./probe.nix ];
        networking.hostName = name';
        networking.hostId = pkgs.stdenv.hostPlatform.system;
      }`,
      'probe.nix': probe,
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('x86_64-linux');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('from-module');
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('a helper function over readDir', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        outputs = { self, nixpkgs }: let
          mkHost = name: nixpkgs.lib.nixosSystem { modules = [ (./hosts + "/\${name}") { networking.hostName = name; } ]; };
        in { nixosConfigurations = builtins.mapAttrs (name: _: mkHost name) (builtins.readDir ./hosts); };
      }`,
      'hosts/a/default.nix': '{ imports = [ ../../probe.nix ]; }',
      'hosts/b/default.nix': '{ imports = [ ../../probe.nix ]; networking.domain = null; }',
      'probe.nix': '{ networking.hostId = "1"; }',
    });
    expect([...hosts.keys()]).toEqual(['a', 'b']);
    expect(at(hosts.get('b'), 'networking.hostName')).toBe('b');
    expect(at(hosts.get('a'), 'networking.hostId')).toBe('1');
    expect(hosts.get('a')?.open).toBe(false);
    expect([...(hosts.get('a')?.files ?? [])]).toContain(absolute('hosts/a/default.nix'));
    expect([...(hosts.get('a')?.files ?? [])]).not.toContain(absolute('hosts/b/default.nix'));
  });

  test('flake-parts with flake.modules and import-tree', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.flake-parts.url = "github:hercules-ci/flake-parts";
        inputs.import-tree.url = "github:vic/import-tree";
        inputs.nixpkgs.url = "github:nixos/nixpkgs/nixpkgs-unstable";
        outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } (inputs.import-tree ./parts);
      }`,
      'parts/base.nix': '{ flake.modules.nixos.base = { networking.domain = "lan"; }; }',
      'parts/more.nix': '{ flake.modules.nixos.base = { networking.hostId = "7"; }; }',
      'parts/hosts.nix': `{ inputs, config, ... }: {
        systems = [ "x86_64-linux" ];
        perSystem = { pkgs, ... }: { packages.x = pkgs.hello; };
        flake.nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem {
          modules = [ config.flake.modules.nixos.base inputs.self.modules.nixos.base { networking.hostName = "b"; } ];
        };
      }`,
      'parts/_hidden/broken.nix': '{ this is not nix',
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(at(hosts.get('box'), 'networking.domain')).toBe('lan');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('7');
  });

  test('colmena joins by name', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        outputs = { nixpkgs, ... }: {
          colmena = {
            meta = { nixpkgs = import nixpkgs { system = "x86_64-linux"; }; specialArgs.flavour = "sweet"; };
            defaults = { networking.domain = "lan"; };
            box = { name, flavour, ... }: { networking.hostName = name; networking.hostId = flavour; deployment.targetHost = "x"; };
          };
        };
      }`,
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('sweet');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('lan');
  });

  test('haumea loads a tree and passes arguments lazily', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        outputs = { nixpkgs, haumea, ... }@inputs: let
          tree = haumea.lib.load { src = ./hosts; inputs = { inherit (nixpkgs) lib; domain = "lan"; }; };
        in { nixosConfigurations = builtins.mapAttrs (_: host: host.system) tree; };
      }`,
      'hosts/box.nix':
        '{ lib, domain, missing, self, ... }: { name = "b"; system = lib.nixosSystem { modules = [ { networking.hostName = self.name; networking.domain = domain; } ]; }; }',
      'hosts/_hidden.nix': '1 + null',
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('b');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('lan');
  });

  test('flake-utils-plus', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        outputs = { self, nixpkgs, flake-utils-plus, ... }@inputs: flake-utils-plus.lib.mkFlake {
          inherit self inputs;
          hostDefaults.modules = [ { networking.domain = "lan"; } ];
          hosts.box = { system = "x86_64-linux"; modules = [ ({ inputs, ... }: { networking.hostId = builtins.toString (inputs ? self); }) ]; };
        };
      }`,
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('box');
    expect(at(hosts.get('box'), 'networking.domain')).toBe('lan');
    expect(at(hosts.get('box'), 'networking.hostId')).toBe('1');
  });

  test('flake-utils-plus: channels, names with a domain, exported modules, other outputs', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
        inputs.stable.url = "github:NixOS/nixpkgs/nixos-25.11";
        inputs.utils.url = "github:gytis-ivaskevicius/flake-utils-plus";
        outputs = { self, nixpkgs, stable, utils, ... }@inputs: utils.lib.mkFlake {
          inherit self inputs;
          channels.old.input = stable;
          hostDefaults.modules = [ self.nixosModules.common ];
          nixosModules = utils.lib.exportModules [ ./modules/common.nix ./modules/web ];
          hosts.box.modules = with self.nixosModules; [ web ];
          hosts."lan.reed".channelName = "old";
          hosts.moss.channelName = "stable";
          hosts.mac = { output = "darwinConfigurations"; };
        };
      }`,
      'modules/common.nix': '{ networking.domain = "common"; }',
      'modules/web/default.nix': '{ users.motd = "web"; }',
    });
    expect([...hosts.keys()].sort()).toEqual(['box', 'lan.reed', 'moss']);
    expect(at(hosts.get('box'), 'networking.domain')).toBe('common');
    expect(at(hosts.get('box'), 'users.motd')).toBe('web');
    expect(at(hosts.get('lan.reed'), 'networking.hostName')).toBe('reed');
    expect(at(hosts.get('box'), 'nixpkgs.system')).toBe('x86_64-linux');
    const channel = (name: string) => hosts.get(name)?.host.nixpkgs?.source;
    expect(channel('box')).toMatchObject({ kind: 'input', name: 'nixpkgs' });
    expect(channel('lan.reed')).toMatchObject({ kind: 'input', name: 'stable' });
    expect(channel('moss')).toMatchObject({ kind: 'input', name: 'stable' });
  });

  test('a nixpkgs of somebody’s own, and what is no host', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.nixpkgs.url = "git+https://forge.example.org/bird/nixpkgs-patched?ref=nixos-unstable";
        outputs = { nixpkgs, ... }: {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = nixpkgs.lib.toUpper "box"; } ]; };
          nixosConfigurations.make = { address }: nixpkgs.lib.nixosSystem { modules = [ { networking.domain = address; } ]; };
        };
      }`,
    });
    expect([...hosts.keys()]).toEqual(['box']);
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('BOX');
  });

  test('an extended library, joined with that of Home Manager', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.home-manager.url = "github:nix-community/home-manager";
        outputs = { nixpkgs, home-manager, ... }: let
          lib = (nixpkgs.lib // home-manager.lib).extend (final: prev: { mkHost = name: final.nixosSystem { modules = [ { networking.hostName = prev.toUpper name; } ]; }; });
        in { nixosConfigurations.box = lib.mkHost "box"; };
      }`,
    });
    expect(at(hosts.get('box'), 'networking.hostName')).toBe('BOX');
  });

  test('a name that nobody knows is that of the machine, if that is known', () => {
    const flake = (name: string) => ({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs')}
        outputs = { nixpkgs, ... }: let secrets = import /etc/secrets.nix; in {
          nixosConfigurations.\${secrets.name} = nixpkgs.lib.nixosSystem { modules = [ ./box.nix ]; };
        };
      }`,
      'box.nix': `{ networking.domain = "nest"; ${name} }`,
    });
    expect(at(hostsOf(flake('networking.hostName = "box";')).get('box'), 'networking.domain')).toBe('nest');
    expect(at(hostsOf(flake('')).get('?'), 'networking.domain')).toBe('nest');
  });

  test('an option of which it is not known that it is one', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs deep/thought')}
        outputs = { nixpkgs, thought, ... }: {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ({ lib, config, ... }: {
            options.my.sound = thought.lib.mkSwitch "sound" // { default = config.networking.domain == "a"; };
            config.networking.domain = lib.mkIf config.my.sound "b";
          }) ]; };
        };
      }`,
    });
    expect(at(hosts.get('box'), 'my.sound')).toHaveProperty('<unknown>');
    expect(hosts.get('box')?.failures).toEqual([]);
  });

  test('stand-alone homes', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.home-manager.url = "github:nix-community/home-manager";
        outputs = { nixpkgs, home-manager, ... }: {
          homeConfigurations."bird@box" = home-manager.lib.homeManagerConfiguration {
            pkgs = nixpkgs.legacyPackages.x86_64-linux;
            extraSpecialArgs.nick = "birdie";
            modules = [ ({ nick, ... }: { home.username = nick; home.homeDirectory = "/home/\${nick}"; }) ];
          };
        };
      }`,
    });
    const home = hosts.get('bird@box');
    expect(at(home, 'xdg.configHome')).toBe('/home/birdie/.config');
    expect([...(home?.homes().keys() ?? [])]).toEqual(['bird']);
    expect(home?.host.kind).toBe('home');
  });

  test('inputs that are paths of the repository are followed, others are not', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.own.url = "path:./own";
        inputs.other.url = "github:somebody/something";
        outputs = { nixpkgs, own, other, ... }: {
          nixosConfigurations.near = nixpkgs.lib.nixosSystem { modules = [ own.nixosModules.default ]; };
          nixosConfigurations.far = nixpkgs.lib.nixosSystem { modules = [ other.nixosModules.default { networking.hostId = "1"; } ]; };
        };
      }`,
      'own/flake.nix': '{ outputs = { self }: { nixosModules.default = import ./module.nix; }; }',
      'own/module.nix': probe,
    });
    expect(at(hosts.get('near'), 'networking.domain')).toBe('from-module');
    expect(hosts.get('near')?.open).toBe(false);
    expect(hosts.get('far')?.open).toBe(true);
    expect(hosts.get('far')?.unfollowed.map(({ external }) => external?.attributes)).toEqual([
      ['nixosModules', 'default'],
    ]);
    expect(at(hosts.get('far'), 'networking.hostId')).toBe('1');
  });

  test('well-known modules do not open a host', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        inputs.hm.url = "github:nix-community/home-manager/release-25.11";
        inputs.disko.url = "github:nix-community/disko";
        outputs = { nixpkgs, hm, disko, ... }: {
          nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ hm.nixosModules.home-manager disko.nixosModules.disko ./host.nix ]; };
        };
      }`,
      'host.nix':
        '{ modulesPath, ... }: { imports = [ (modulesPath + "/installer/scan/not-detected.nix") "${modulesPath}/profiles/minimal.nix" ]; }',
    });
    expect(hosts.get('box')?.unfollowed).toEqual([]);
    expect(hosts.get('box')?.modules).toHaveLength(5);
    expect(hosts.get('box')?.open).toBe(false);
  });
});
