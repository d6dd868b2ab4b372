import { describe, expect, test } from 'vitest';
import { atCursor } from '../../../test/support/cursor.ts';
import type { Files } from '../../../test/support/folder.ts';
import { completion } from './completion.ts';

function labels(files: Files): readonly string[] {
  const { analysis, path, offset } = atCursor(files);
  return completion(analysis, path, offset).map(({ label }) => label);
}

/** A module with an option of its own for what is kept, and what it does with it. */
const own = (feeding: string) => `{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.my.state;
in
{
  options.my.state = {
    directories = mkOption { type = types.listOf types.anything; default = [ ]; };
    files = mkOption { type = types.listOf types.str; default = [ ]; };
  };
  config = {
    users.users.bird.isNormalUser = true;
    ${feeding}
  };
}
`;

describe("a list of an option of the configuration's own, still empty", () => {
  const files = (feeding: string, user: string): Files => ({
    'configuration.nix': `{ imports = [ ./own.nix ./user.nix ]; }`,
    'own.nix': own(feeding),
    'user.nix': user,
  });

  test('that a store reads', () => {
    const feeding = 'environment.persistence."/persist".directories = [ "/var/log" ] ++ config.my.state.directories;';
    const found = labels(files(feeding, '{ my.state.directories = [ ‸ ]; }'));
    expect(found).toContain('/var/lib/systemd');
    expect(found).not.toContain('/var/log');
    expect(labels(files(feeding, '{ my.state.other = [ ‸ ]; }'))).toEqual([]);
  });

  test('that a store reads by a name', () => {
    const feeding = 'environment.persistence."/persist".files = map (file: { inherit file; }) cfg.files;';
    expect(labels(files(feeding, '{ config.my.state = { files = [ "‸" ]; }; }'))).toContain('/etc/machine-id');
  });

  test('that a user of a store reads', () => {
    const feeding =
      'environment.persistence."/persist".users.bird = { inherit (cfg) files; directories = cfg.directories; };';
    const found = labels(files(feeding, '{ my.state.directories = [ ‸ ]; }'));
    expect(found).toContain('.ssh');
    expect(found).not.toContain('/var/lib/systemd');
  });
});

test('rule ids in an ignore comment come with what the rule says in short', () => {
  const { analysis, path, offset } = atCursor({ 'configuration.nix': '# impermanence: ignore dup‸\n{ }' });
  const found = completion(analysis, path, offset).find(({ label }) => label === 'duplicate-entry');
  expect(found?.documentation?.()).toBe(
    '**The same path is persisted twice**\n\n- Severity: error unless set\n- Repair: by a quick fix',
  );
});

const within = (text: string) => labels({ 'configuration.nix': `{ users.users.bird.isNormalUser = true; ${text} }` });

describe('beside a value that is there', () => {
  test.each([
    'fileSystems."/".device =‸ "none";',
    'fileSystems."/".options = ‸[ "mode=755" ];',
    'fileSystems."/".options = [ "mode=755" ]‸;',
    'environment.persistence."/persist".directories =‸ [ "/var/log" ];',
    'environment.persistence."/persist".directories = ‸[ "/var/log" ];',
    'environment.persistence."/persist".directories =‸\n  [ "/var/log" ];',
  ])('no second one is offered: %s', (text) => expect(within(text)).toEqual([]));

  test('one is offered where the next line only looks like it', () => {
    expect(within('fileSystems."/" = { fsType =‸\n  device = "none"; };')).toContain('tmpfs');
    expect(within('fileSystems."/".options = [ ‸ ];')).toContain('mode=755');
  });
});

test.each(['"${config.my.root}/‸"', "''/var/‸''"])('nothing is offered in %s, which it would leave half', (item) => {
  expect(within(`environment.persistence."/persist".directories = [ ${item} ];`)).toEqual([]);
});

describe('in the configuration of a home', () => {
  test.each(['programs.‸', 'programs = { ‸ };', 'programs.home-manager.‸', 'services.openssh.‸', 'boot.‸'])(
    'options of the system of the same name are none: %s',
    (text) => {
      expect(within(`home-manager.users.bird = { ${text} };`)).toEqual([]);
      expect(within(`home-manager.sharedModules = [ { ${text} } ];`)).toEqual([]);
    },
  );

  test('no store without a name is offered', () => {
    expect(within('environment.persistence."".directories = [ ]; environment.persistence.‸')).toEqual([]);
  });

  test('its name is that of a user', () => {
    expect(within('home-manager.users.‸')).toEqual(['bird', 'root']);
    expect(within('home-manager.users = { ‸ };')).toEqual(['bird', 'root']);
  });

  test('its own are offered', () => {
    expect(within('home-manager.users.bird = { ‸ };')).toEqual(['home', 'xdg']);
    expect(within('home-manager.users.bird = { xdg.‸ };')).toEqual(['configFile']);
    expect(within('programs.‸')).toContain('fuse');
    expect(within('‸')).not.toContain('xdg');
  });
});

describe('the most useful comes first', () => {
  test.each([
    ['environment.persistence."/p" = { ‸ };', ['directories', 'files', 'users', 'enable', 'hideMounts']],
    ['environment.persistence."/p".directories = [ { ‸ } ];', ['directory', 'user', 'group', 'mode']],
    ['environment.persistence."/p".files = [ { ‸ } ];', ['file', 'method', 'parentDirectory']],
    ['environment.persistence."/p".directories = [ ‸ ];', ['/var/lib/nixos', '/var/log']],
    ['environment.persistence."/p".users.bird.directories = [ ‸ ];', ['Documents', 'Downloads', 'Music']],
    ['environment.persistence."/p".users.bird.files = [ ‸ ];', ['.bash_history']],
    ['fileSystems."/p" = { ‸ };', ['device', 'fsType', 'options', 'neededForBoot']],
    ['fileSystems."/p".options = [ ‸ ];', ['noatime']],
    ['fileSystems."/p" = { fsType = "tmpfs"; options = [ ‸ ]; };', ['size=25%']],
  ])('%s', (text, first) => expect(within(text).slice(0, first.length)).toEqual(first));
});

describe('state of what a user has enabled is needed here', () => {
  const enabled = 'home-manager.users.bird.programs = { direnv.enable = true; firefox.enable = false; };';
  const needed = (text: string) => {
    const { analysis, path, offset } = atCursor({
      'configuration.nix': `{
        imports = [ <home-manager/nixos> <impermanence/nixos.nix> ];
        users.users = { bird.isNormalUser = true; crow.isNormalUser = true; };
        ${text}
      }`,
    });
    const details = completion(analysis, path, offset).map(({ detail }) => detail ?? '');
    return details.filter((detail) => detail.endsWith(' (needed here)')).map((detail) => detail.slice(0, -14));
  };

  test('in a store of Home Manager', () => {
    const store = 'home-manager.users.bird.home.persistence."/p".directories = [ ‸ ];';
    expect(needed(`${enabled} ${store}`)).toEqual(['direnv']);
    expect(needed(store)).toEqual([]);
  });

  test('in that of the system for the user, of no other', () => {
    const store = (user: string) => `environment.persistence."/p".users.${user}.directories = [ ‸ ];`;
    expect(needed(`${enabled} ${store('bird')}`)).toEqual(['direnv']);
    expect(needed(`${enabled} ${store('crow')}`)).toEqual([]);
  });

  test('what the system has for everybody, too', () => {
    const store = 'environment.persistence."/p".users.crow.directories = [ ‸ ];';
    expect(new Set(needed(`programs.steam.enable = true; ${store}`))).toEqual(new Set(['Steam']));
  });

  test('and comes first', () => {
    const store = 'home-manager.users.bird.home.persistence."/p".directories = [ ‸ ];';
    expect(within(`${enabled} ${store}`).slice(0, 2)).toEqual(['.local/share/direnv', 'Documents']);
  });
});

describe('in a text that goes on below', () => {
  const below = 'fileSystems."/data" = { device = "/dev/x"; fsType = "ext4"; };';

  test.each(['\n  ', '\r\n\r\n  ', '\n  # "/data"\n  '])('the next line is no name behind a dot, %j', (between) => {
    expect(within(`environment.persistence.‸${between}${below}`)).toEqual([]);
  });

  test.each([
    [`fileSystems."/".options = ‸\n  ${below}`, ';'],
    ['fileSystems."/".options = ‸ # why\n  # more\n  inherit a;', ';'],
    ['fileSystems."/".options = ‸\n', ';'],
    ['fileSystems."/".options = ‸;', ''],
    ['fileSystems."/".options = ‸\n  ++ more;', ''],
    [`fileSystems."/".options = ‸\n  ${'# '.repeat(32)}\n  ++ more;`, ''],
    ['fileSystems."/".options = lib.mkForce ‸;', ''],
  ])('a list ends with a semicolon where there is none: %j', (text, end) => {
    const { analysis, path, offset } = atCursor({ 'configuration.nix': `{ ${text} }` });
    const [list] = completion(analysis, path, offset);
    expect(list?.snippet).toBe(`[\n\t$0\n]${end}`);
  });
});
