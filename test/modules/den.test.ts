import { describe, expect, test } from 'vitest';
import { valueAt as at, hostsOf, inputs } from '../support/flakeHosts.ts';

const flake = `{
  ${inputs('NixOS/nixpkgs hercules-ci/flake-parts vic/import-tree vic/den nix-community/home-manager')}
  outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } (inputs.import-tree ./modules);
}`;

/** A flake of den with one more module; users have homes by Home Manager. */
function denHosts(module: string, more: Readonly<Record<string, string>> = {}): ReturnType<typeof hostsOf> {
  return hostsOf({
    'flake.nix': flake,
    'modules/den.nix': `{ inputs, lib, ... }: {
      imports = [ inputs.den.flakeModule ];
      den.schema.user.classes = lib.mkDefault [ "homeManager" ];
    }`,
    'modules/own.nix': module,
    ...more,
  });
}

describe('den', () => {
  test('aspects of hosts and users, in their own contexts, once each', () => {
    const hosts = denHosts(
      `{ den, lib, ... }: {
        den.hosts.x86_64-linux.igloo.users.tux = { };
        den.hosts.aarch64-linux.berg = { users.tux = { }; tint = "blue"; };
        den.default.includes = [ den.provides.define-user den.provides.hostname ];
        den.default.nixos = { boot.kernelModules = [ "default" ]; };
        den.aspects.igloo = { includes = [ den.aspects.shared (den.aspects.made "arg") ]; nixos.networking.domain = "ice"; };
        den.aspects.berg.includes = [ den.aspects.shared ];
        den.aspects.shared.nixos = { ... }: { boot.kernelModules = [ "shared" ]; };
        den.aspects.made = word: { nixos.networking.hostId = word; };
        den.aspects.tux = {
          includes = [ den.aspects.shared den.aspects.games den.provides.primary-user ];
          homeManager.xdg.enable = true;
          user.description = "penguin";
        };
        den.aspects.games = { host, user }: {
          nixos.users.motd = "\${user.userName} on \${host.name}";
          homeManager.home.file."of-\${host.name}".text = "";
        };
      }`,
      { 'modules/more.nix': '{ den.aspects.berg = { host, ... }: { nixos.networking.domain = host.tint; }; }' },
    );
    expect([...hosts.keys()].sort()).toEqual(['berg', 'igloo']);
    const igloo = hosts.get('igloo');
    expect(at(igloo, 'networking.hostName')).toBe('igloo');
    expect(at(igloo, 'networking.domain')).toBe('ice');
    expect(at(igloo, 'networking.hostId')).toBe('arg');
    expect(at(igloo, 'boot.kernelModules')).toEqual(expect.arrayContaining(['default', 'shared']));
    expect((at(igloo, 'boot.kernelModules') as unknown[]).filter((each) => each === 'shared')).toHaveLength(1);
    expect(at(igloo, 'users.motd')).toBe('tux on igloo');
    expect(at(igloo, 'users.users.tux.description')).toBe('penguin');
    expect(at(igloo, 'users.users.tux.extraGroups')).toContain('wheel');
    expect(at(igloo, 'home-manager.users.tux.xdg.enable')).toBe(true);
    expect(at(igloo, 'home-manager.users.tux.home.homeDirectory')).toBe('/home/tux');
    expect(at(hosts.get('berg'), 'networking.domain')).toBe('blue');
    expect(at(hosts.get('berg'), 'users.motd')).toBe('tux on berg');
    expect(igloo?.open).toBe(false);
  });

  test('what hosts and users provide for each other; what hosts say for homes stays with them', () => {
    const hosts = denHosts(`{ den, ... }: {
      den.hosts.x86_64-linux.igloo.users = { tux = { }; bird = { }; };
      den.aspects.igloo = {
        homeManager.xdg.mime.enable = true;
        provides.tux.homeManager.home.sessionVariables.ONE = "igloo";
        provides.to-users = { user, ... }: { homeManager.home.sessionVariables.ALL = user.name; };
      };
      den.aspects.tux.provides.to-hosts = { host, ... }: { nixos.users.motd = "for \${host.name}"; };
      den.aspects.bird._.igloo.nixos.networking.domain = "birds";
    }`);
    const igloo = hosts.get('igloo');
    expect(at(igloo, 'home-manager.users.tux.home.sessionVariables')).toMatchObject({ ONE: 'igloo', ALL: 'tux' });
    expect(at(igloo, 'home-manager.users.bird.home.sessionVariables')).toMatchObject({ ALL: 'bird' });
    expect(at(igloo, 'home-manager.users.tux.xdg.mime.enable')).not.toBe(true);
    expect(at(igloo, 'users.motd')).toBe('for igloo');
    expect(at(igloo, 'networking.domain')).toBe('birds');
  });

  test('a class of its own is forwarded where the option is', () => {
    const hosts = denHosts(`{ den, lib, ... }: {
      den.hosts.x86_64-linux.igloo = { };
      den.ctx.host.includes = [ ({ class, aspect-chain }: den.provides.forward {
        each = lib.singleton true;
        fromClass = _: "named"; intoClass = _: "nixos"; intoPath = _: [ "users" "users" "tux" ];
        fromAspect = _: lib.head aspect-chain;
        guard = { options, ... }: options ? users;
      }) ];
      den.aspects.igloo = { includes = [ den.aspects.more ]; named.isNormalUser = true; };
      den.aspects.more.named = { description = "of a class"; };
    }`);
    expect(at(hosts.get('igloo'), 'users.users.tux.isNormalUser')).toBe(true);
    expect(at(hosts.get('igloo'), 'users.users.tux.description')).toBe('of a class');
  });

  test('namespaces, angle brackets and contexts of one kind', () => {
    const hosts = denHosts(`{ inputs, den, eg, __findFile, ... }: {
      imports = [ (inputs.den.namespace "eg" true) ];
      _module.args.__findFile = den.lib.__findFile;
      den.hosts.x86_64-linux.igloo.users.tux = { };
      eg.desktop.provides.bar.nixos.networking.domain = "bar";
      eg.desktop.nixos.networking.hostId = "1";
      den.aspects.igloo.includes = [ eg.desktop <eg/desktop/bar> <den/hostname> ];
      den.aspects.tux.includes = [ den.aspects.once ];
      den.aspects.once = den.lib.perUser ({ host, user }: { nixos.users.motd = user.name; });
      den.ctx.hm-host.nixos.home-manager.useGlobalPkgs = true;
    }`);
    const igloo = hosts.get('igloo');
    expect(at(igloo, 'networking.domain')).toBe('bar');
    expect(at(igloo, 'networking.hostId')).toBe('1');
    expect(at(igloo, 'networking.hostName')).toBe('igloo');
    expect(at(igloo, 'users.motd')).toBe('tux');
    expect(at(igloo, 'home-manager.useGlobalPkgs')).toBe(true);
  });

  test('quirks are known in part, policies leave a host open', () => {
    const hosts = denHosts(`{ den, lib, ... }: {
      den.hosts.igloo = { system = "x86_64-linux"; includes = [ den.aspects.extra ]; };
      den.hosts.berg.system = "x86_64-linux";
      den.schema.host.includes = [ den.batteries.hostname ];
      den.quirks.keep.description = "what to keep";
      den.aspects.igloo.includes = [ den.aspects.core.keeper ];
      den.aspects.core.keeper.nixos = { keep, host, lib, ... }: { boot.kernelModules = [ host.name ] ++ lib.concatMap (each: each.names) keep; };
      den.aspects.extra.keep = [ { names = [ "kept" ]; } ];
      den.aspects.berg.includes = [ ({ host, ... }: [ (den.lib.policy.resolve { x = 1; }) ]) ];
      den.aspects.berg.nixos.networking.domain = "still";
    }`);
    const igloo = hosts.get('igloo');
    expect(at(igloo, 'networking.hostName')).toBe('igloo');
    expect(at(igloo, 'boot.kernelModules')).toEqual(expect.arrayContaining(['igloo', 'kept']));
    expect(igloo?.open).toBe(false);
    expect(at(hosts.get('berg'), 'networking.domain')).toBe('still');
    expect(hosts.get('berg')?.open).toBe(true);
  });

  test('releases before users had classes: homes by Home Manager, with what their host says for them', () => {
    const old = flake.replace('github:vic/den', 'github:vic/den/v0.9.0');
    const own = `{ den, ... }: {
      den.hosts.x86_64-linux.igloo.users.tux = { };
      den.homes.x86_64-linux.solo = { };
      den.aspects.igloo.homeManager.xdg.enable = true;
      den.aspects.tux.homeManager.home.stateVersion = "25.11";
      den.aspects.solo.homeManager.home.username = "solo";
    }`;
    const module = '{ inputs, ... }: { imports = [ inputs.den.flakeModule ]; }';
    const hosts = hostsOf({ 'flake.nix': old, 'modules/den.nix': module, 'modules/own.nix': own });
    expect([...hosts.keys()].sort()).toEqual(['igloo', 'solo']);
    expect(at(hosts.get('igloo'), 'home-manager.users.tux.home.stateVersion')).toBe('25.11');
    expect(at(hosts.get('igloo'), 'home-manager.users.tux.xdg.enable')).toBe(true);
    expect(at(hosts.get('solo'), 'home.username')).toBe('solo');
    const today = hostsOf({ 'flake.nix': flake, 'modules/den.nix': module, 'modules/own.nix': own });
    expect(today.get('igloo')?.lookup(['home-manager', 'users', 'tux', 'home', 'stateVersion']).kind).not.toBe(
      'string',
    );
  });

  test('without flake-parts', () => {
    const hosts = hostsOf({
      'flake.nix': `{
        ${inputs('NixOS/nixpkgs vic/den')}
        outputs = inputs: (inputs.nixpkgs.lib.evalModules {
          modules = [ ./den.nix ]; specialArgs.inputs = inputs;
        }).config.flake;
      }`,
      'den.nix': `{ inputs, ... }: {
        imports = [ inputs.den.flakeModule ];
        den.hosts.x86_64-linux.igloo = { };
        den.aspects.igloo.nixos.networking.domain = "alone";
      }`,
    });
    expect(at(hosts.get('igloo'), 'networking.domain')).toBe('alone');
  });
});
