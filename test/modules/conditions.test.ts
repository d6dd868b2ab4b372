import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../server/src/nix/modules/configuration.ts';
import { at, configure as configureText } from '../support/configure.ts';

/** A configuration in which `unknown` is a value that nobody knows. */
function configure(body: string): Configuration {
  return configureText(`{ lib, pkgs, config, ... }: let unknown = import <mystery>; in ${body}`);
}

const isUnknown = { '<unknown>': expect.any(String) };

describe('unknown conditions', () => {
  test('leave list items in doubt', () => {
    const found = configure(
      '{ systemd.tmpfiles.rules = lib.mkMerge [ [ "a" ] (lib.mkIf unknown [ "b" ]) (lib.mkIf false [ "c" ]) ]; }',
    );
    expect(at(found, 'systemd.tmpfiles.rules')).toEqual(['a', { '<maybe>': 'b' }]);
  });

  test('leave attributes in doubt, and only those', () => {
    const found = configure(
      '{ imports = [ { fileSystems = lib.mkIf unknown { "/x".device = "a"; "/y".neededForBoot = true; }; } ]; fileSystems."/y".device = "b"; }',
    );
    const mounts = at(found, 'fileSystems') as Record<string, Record<string, unknown>>;
    expect(mounts['/x']).toEqual({ '<maybe>': expect.objectContaining({ mountPoint: '/x' }) });
    expect(mounts['/y']).toMatchObject({ device: 'b', neededForBoot: isUnknown });
  });

  test('a default that does not fit says nothing while a definition may be out of sight', () => {
    const own = (definitions: string) =>
      configure(`{
      options.own = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule {
        options.directory = lib.mkOption { type = lib.types.str; default = null; };
      }); };
      config.own.a = ${definitions};
    }`);
    const doubtful = own('unknown');
    expect(at(doubtful, 'own.a.directory')).toEqual(isUnknown);
    expect(doubtful.failures).toEqual([]);
    const wrong = own('{ }');
    at(wrong, 'own.a.directory');
    expect(wrong.failures).toHaveLength(1);
  });

  test('a value that is the same either way is known', () => {
    const found = configure(
      '{ networking = lib.mkMerge [ { domain = "a"; } (lib.mkIf unknown { domain = "a"; hostId = "b"; }) ]; }',
    );
    expect(at(found, 'networking.domain')).toBe('a');
    expect(at(found, 'networking.hostId')).toEqual(isUnknown);
  });

  test('of a higher priority leave the others in doubt', () => {
    const found = configure(
      '{ imports = [ { systemd.tmpfiles.rules = lib.mkIf unknown (lib.mkForce [ "b" ]); } ]; systemd.tmpfiles.rules = [ "a" ]; networking.domain = lib.mkMerge [ "x" (lib.mkIf unknown (lib.mkDefault "y")) ]; }',
    );
    expect(at(found, 'systemd.tmpfiles.rules')).toEqual(
      expect.arrayContaining([{ '<maybe>': 'a' }, { '<maybe>': 'b' }]),
    );
    expect(at(found, 'networking.domain')).toBe('x');
  });

  test('are told with the definition', () => {
    const [definition] = configure('{ networking.domain = lib.mkIf unknown (lib.mkForce "x"); }').definitions([
      'networking',
      'domain',
    ]);
    expect(definition).toMatchObject({ condition: 'unknown', priority: 50 });
    expect(definition?.conditionReason?.kind).toBe('unknown');
    expect(configure('{ networking.domain = lib.mkIf false "x"; }').definitions(['networking', 'domain'])).toEqual([]);
  });
});

describe('unknown parts', () => {
  test('of a set leave its own level open and nothing else', () => {
    const found = configure(
      '{ fileSystems = { "/a".device = "x"; } // unknown; networking.domain = "d"; users = { users.bird = { isNormalUser = true; } // unknown; } ; }',
    );
    expect(at(found, 'networking.domain')).toBe('d');
    expect(at(found, 'fileSystems')).toHaveProperty('<rest>');
    expect(at(found, 'users.users.bird.isNormalUser')).toEqual(isUnknown);
    expect(at(found, 'users.users.bird.uid')).toEqual(isUnknown);
    expect(found.open).toBe(false);
  });

  test('of a whole module open the host', () => {
    const found = configure('{ imports = [ (unknown 1) ]; config = unknown // { networking.domain = "d"; }; }');
    expect(at(found, 'networking.domain')).toBe('d');
    expect(found.open).toBe(true);
    expect(found.unfollowed).toHaveLength(2);
  });

  test('of a list are gaps', () => {
    const found = configure('{ systemd.tmpfiles.rules = [ "a" ] ++ unknown; swapDevices = unknown; }');
    expect(at(found, 'systemd.tmpfiles.rules')).toEqual(['a', { '<gap>': expect.any(String) }]);
    expect(at(found, 'swapDevices')).toEqual([{ '<gap>': expect.any(String) }]);
  });
});

describe('NixOS as an open world', () => {
  test('what is written is known, what is not is unknown with a reason', () => {
    const found = configure(
      '{ services.foo = { enable = true; list = [ 1 ]; }; networking.domain = if config.services.foo.enable then "yes" else "no"; networking.hostId = config.services.bar.name; }',
    );
    expect(at(found, 'networking.domain')).toBe('yes');
    expect(at(found, 'networking.hostId')).toEqual({ '<unknown>': expect.stringContaining('services') });
    expect(at(found, 'services.foo.list')).toEqual([1, { '<gap>': expect.any(String) }]);
  });

  test('options without definitions have their own defaults where they are known', () => {
    expect(at(configure('{ }'), 'services.tailscale.enable')).toBe(false);
    expect(at(configure('{ }'), 'networking.hostName')).toBe('nixos');
    expect(at(configure('{ }'), 'system.stateVersion')).toEqual(isUnknown);
  });

  test('users that modules of NixOS declare are not missing', () => {
    const found = configure(
      '{ users.users.bird.isNormalUser = true; networking.domain = config.users.users.radicale.group; networking.hostId = config.users.users.bird.shell.name; }',
    );
    expect(at(found, 'networking.domain')).toEqual(isUnknown);
    expect(at(found, 'networking.hostId')).toEqual(isUnknown);
    expect(found.failures).toEqual([]);
    expect(at(found, 'users.users')).not.toHaveProperty('<rest>');
  });

  test('extraUsers and extraGroups are other names of users and groups', () => {
    const found = configure(
      `{ users.extraUsers.bird = { isNormalUser = true; home = "/b"; }; users.users.bird.uid = 7; users.extraGroups.sea.gid = 5;
         imports = [ { users.extraUsers.fish = lib.mkIf true { isNormalUser = lib.mkDefault true; }; } ];
         networking.domain = config.users.users.bird.home; networking.hostId = config.users.extraUsers.fish.group; }`,
    );
    expect(at(found, 'users.users')).toMatchObject({
      bird: { home: '/b', uid: 7, group: 'users' },
      fish: { home: '/home/fish', group: 'users' },
      root: { home: '/root' },
    });
    expect(at(found, 'users.groups')).toMatchObject({ sea: { gid: 5 }, users: { gid: 100 } });
    expect(at(found, 'networking.domain')).toBe('/b');
    expect(at(found, 'networking.hostId')).toBe('users');
    expect(found.definitions(['users', 'users', 'bird'])).toHaveLength(2);
    expect(found.failures).toEqual([]);
  });

  test('a condition on the set it defines does not go in circles', () => {
    const found = configure(
      'lib.mkMerge [ { services.foo.enable = lib.mkDefault true; } (lib.mkIf config.services.foo.enable { services.foo.port = 5; services.bar.on = true; }) ]',
    );
    expect(at(found, 'services.foo.port')).toBe(5);
    expect(at(found, 'services.bar.on')).toBe(true);
    expect(found.failures).toEqual([]);
  });

  test('names that are not of NixOS are undeclared', async () => {
    const { mergedSet } = await import('../../server/src/nix/modules/configuration.ts');
    const found = configure(
      '{ options.mine.a = lib.mkOption { default = 1; }; config = { mine.a = 2; mine.b = 3; typo.x = 1; services.whatever = 1; }; }',
    );
    expect(
      mergedSet(found.config)
        ?.undeclared()
        .map(({ path }) => path.join('.'))
        .sort(),
    ).toEqual(['mine.b', 'typo']);
  });
});
