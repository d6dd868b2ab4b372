import { describe, expect, test } from 'vitest';
import { at, configure } from '../support/configure.ts';

const bird = 'users.users.bird.isNormalUser = true; users.users.feed = { isSystemUser = true; group = "feed"; };';

/** what `systemd.tmpfiles.rules` is in a configuration that computes it by this expression. */
function homes(expression: string, more = ''): unknown {
  const text = `{ config, lib, modulesPath, ... }: { ${bird} ${more} systemd.tmpfiles.rules = ${expression}; }`;
  return at(configure(text), 'systemd.tmpfiles.rules');
}

const gap = { '<gap>': expect.any(String) };

describe('the normal users of a system are known, whatever services there are', () => {
  const ways = [
    'lib.mapAttrsToList (_: user: user.home) (lib.filterAttrs (_: user: user.isNormalUser) config.users.users)',
    'map (user: user.home) (builtins.filter (user: user.isNormalUser) (builtins.attrValues config.users.users))',
    'map (name: "/home/" + name) (lib.filter (name: config.users.users.${name}.isNormalUser) (lib.attrNames config.users.users))',
    'lib.concatMap (user: lib.optional user.isNormalUser user.home) (lib.attrValues config.users.users)',
    'lib.flatten (lib.mapAttrsToList (_: user: lib.optional user.isNormalUser user.home) config.users.users)',
  ];
  test.each(ways)('%s', (way) => {
    expect(homes(way)).toEqual(['/home/bird']);
  });

  test('any and all', () => {
    expect(
      homes(
        '[ (toString (lib.any (user: user.isNormalUser && user.home == "/x") (lib.attrValues config.users.users))) ]',
      ),
    ).toEqual(['']);
    expect(
      homes(
        '[ (toString (lib.all (user: user.isNormalUser -> user.home == "/home/bird") (lib.attrValues config.users.users))) ]',
      ),
    ).toEqual(['1']);
  });
});

describe('other things are not known of them', () => {
  test('their names, and whether there are any', () => {
    expect(homes('lib.attrNames config.users.users')).toEqual([gap, 'bird', 'feed', 'root', gap]);
    expect(homes('lib.optional (config.users.users ? ghost) "ghost"')).toEqual([{ '<maybe>': 'ghost' }]);
    expect(
      homes('map (user: user.name) (lib.filter (user: user.isSystemUser) (lib.attrValues config.users.users))'),
    ).toEqual([gap, 'feed', gap]);
  });

  const people =
    'lib.mapAttrsToList (_: user: user.home) (lib.filterAttrs (_: user: user.isNormalUser) config.users.users)';
  test.each([
    'services.code-server.enable = true;',
    'services.buildbot-worker.enable = config.services.foo.enable;',
    'imports = [ (modulesPath + "/profiles/demo.nix") ];',
    'imports = [ <mystery> ];',
    'imports = [ (builtins.fetchTarball "https://github.com/nix-community/NixOS-WSL/archive/main.tar.gz") ];',
  ])('with %s', (more) => {
    expect(homes(people, more)).toEqual([gap, '/home/bird', gap]);
  });

  test.each([
    'imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];',
    'imports = [ <home-manager/nixos> ];',
  ])('but known with %s', (more) => {
    expect(homes(people, more)).toEqual(['/home/bird']);
  });
});
