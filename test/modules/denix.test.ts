import { describe, expect, test } from 'vitest';
import { hostsOf, inputs, valueAt } from '../support/flakeHosts.ts';

const flake = `{
  ${inputs('NixOS/nixpkgs nix-community/home-manager yunfachi/denix')}
  outputs = { denix, ... }@inputs: let
    make = moduleSystem: denix.lib.configurations {
      inherit moduleSystem;
      homeManagerUser = "bird";
      paths = [ ./hosts ./modules ./rices ];
      exclude = [ ./modules/off ];
      extensions = with denix.lib.extensions; [
        args
        (base.withConfig { args.enable = true; hosts.features.features = [ "gaming" "cli" ]; hosts.features.default = [ "cli" ]; })
        (denix.lib.extension { name = "own"; libExtension = config: final: prev: { shout = text: final.upper text + "!"; upper = inputs.nixpkgs.lib.toUpper; }; })
      ];
      specialArgs = { inherit inputs; };
    };
  in { nixosConfigurations = make "nixos"; homeConfigurations = make "home"; };
}`;

const files = {
  'flake.nix': flake,
  'hosts/box/default.nix': `{ delib, ... }: delib.host {
    name = "box"; rice = "dark"; type = "laptop"; features = [ "gaming" ];
    nixos = { networking.hostId = "box"; };
    shared.nixos.networking.nodomain = "shared";
    myconfig = { name, ... }: { persist.enable = true; persist.path = "/" + name; };
  }`,
  'hosts/box/hardware.nix':
    '{ delib, ... }: delib.host { name = "box"; system = "aarch64-linux"; home.home.stateVersion = "25.11"; }',
  'hosts/reed.nix':
    '{ delib, ... }: delib.host { name = "reed"; type = "server"; system = "x86_64-linux"; nixos.networking.hostId = "reed"; }',
  'rices/dark.nix': '{ delib, ... }: delib.rice { name = "dark"; inherits = [ "base" ]; nixos.users.motd = "dark"; }',
  'rices/base.nix':
    '{ delib, ... }: delib.rice { name = "base"; inheritanceOnly = true; nixos.networking.domain = "base"; }',
  'rices/light.nix': '{ delib, ... }: delib.rice { name = "light"; nixos.users.motd = "light"; }',
  'modules/persist.nix': `{ delib, lib, ... }: delib.module {
    name = "persist";
    options.persist = with delib; {
      enable = boolOption false;
      path = noDefault (strOption null);
      directories = listOption [ ];
    };
    myconfig.always = { cfg, ... }: { persist.directories = [ "/always" ]; };
    nixos.ifEnabled = { cfg, myconfig, ... }: { environment.own = { \${cfg.path} = lib.concatStringsSep " " (cfg.directories ++ [ myconfig.host.name ]); }; };
    nixos.ifDisabled = { parent, ... }: { environment.own.none = parent.host.type; };
    home.ifEnabled.home.own.shell = delib.shout "hi";
  }`,
  'modules/deep/gaming.nix': `{ delib, host, ... }: delib.module {
    name = "deep.gaming";
    options = delib.singleEnableOption host.gamingFeatured;
    nixos.ifEnabled.time.timeZone = if host.isLaptop && host.cliFeatured then "Laptop/Gaming" else "Other";
  }`,
  'modules/off/broken.nix': '{ delib, ... }: delib.module { name = "off"; nixos.always.users.motd = throw "off"; }',
};

describe('denix', () => {
  const hosts = hostsOf(files);

  test('a system for each host, for each host with each rice, and homes by their users', () => {
    expect([...hosts.keys()].sort()).toEqual([
      'bird@box',
      'bird@box-dark',
      'bird@box-light',
      'bird@reed',
      'bird@reed-dark',
      'bird@reed-light',
      'box',
      'box-dark',
      'box-light',
      'reed',
      'reed-dark',
      'reed-light',
    ]);
    expect(hosts.get('box')?.open).toBe(false);
  });

  test('what a host says counts for itself, what it shares for all', () => {
    expect(valueAt(hosts.get('box'), 'networking.hostId')).toBe('box');
    expect(valueAt(hosts.get('reed'), 'networking.hostId')).toBe('reed');
    expect(valueAt(hosts.get('reed'), 'networking.nodomain')).toBe('shared');
    expect(valueAt(hosts.get('box'), 'nixpkgs.hostPlatform')).toBe('aarch64-linux');
  });

  test('rices with those they inherit from', () => {
    expect(valueAt(hosts.get('box'), 'users.motd')).toBe('dark');
    expect(valueAt(hosts.get('box'), 'networking.domain')).toBe('base');
    expect(valueAt(hosts.get('box-light'), 'users.motd')).toBe('light');
    expect(valueAt(hosts.get('reed'), 'networking.domain')).not.toBe('base');
  });

  test('modules that are switched on or off by an option of theirs', () => {
    expect(valueAt(hosts.get('box'), 'environment.own')).toMatchObject({ '/box': '/always box' });
    expect(valueAt(hosts.get('reed'), 'environment.own')).toMatchObject({ none: 'server' });
    expect(valueAt(hosts.get('box'), 'home-manager.users.bird.home.own.shell')).toBe('HI!');
    expect(valueAt(hosts.get('bird@box'), 'home.own.shell')).toBe('HI!');
  });

  test('what the extension base makes of types and features', () => {
    expect(valueAt(hosts.get('box'), 'time.timeZone')).toBe('Laptop/Gaming');
    expect(valueAt(hosts.get('reed'), 'myconfig.deep.gaming.enable')).toBe(false);
  });
});
