import { describe, expect, test } from 'vitest';
import { atCursor, edited, shown } from '../../../test/support/cursor.ts';
import type { Files } from '../../../test/support/folder.ts';
import { cursorIn } from '../../../test/support/navigated.ts';
import { definition } from './definition.ts';
import { references } from './references.ts';
import { rename, renameTarget } from './rename.ts';

describe('rename', () => {
  const check = (name: string, piece: string, to: string) => {
    const at = atCursor(cursorIn(name, piece));
    const renamed = rename(at.analysis, at.path, at.offset, to);
    return 'refusal' in renamed ? renamed.refusal : edited(at.files, renamed.edits);
  };

  test('of a store renames its mount point and paths below it', () => {
    const after = check('persist.nix', '"/persist" = {', '/keep') as Files;
    expect(after['hardware.nix']).toContain('fileSystems."/keep"');
    expect(after['hardware.nix']).toContain('device = "/keep/srv"');
    expect(after['hardware.nix']).toContain('by-label/persist');
    expect(after['persist.nix']).toContain('persistence."/keep"');
    expect(after['own.nix']).toContain('"/keep/passwords/bird"');
  });

  test('of a user renames it where it is one', () => {
    const after = check('persist.nix', 'bird = {', 'crow') as Files;
    expect(after['hardware.nix']).toContain('users.users.crow');
    expect(after['persist.nix']).toContain('users.crow');
    expect(after['own.nix']).toContain('users.users.crow');
    expect(after['own.nix']).toContain('passwords/bird');
  });

  test('of a store finds its other spellings', () => {
    const at = atCursor({
      'configuration.nix': `{ imports = [ ./disks.nix ];
  environment.persistence."/per‸sist/".directories = [ "/var/log" ];
  users.users.bird.hashedPasswordFile = "/persist/passwords/bird"; }`,
      'disks.nix': '{ fileSystems."/persist" = { device = "/dev/x"; neededForBoot = true; }; }',
    });
    const renamed = rename(at.analysis, at.path, at.offset, '/keep');
    const after = 'edits' in renamed ? edited(at.files, renamed.edits) : {};
    expect(after['disks.nix']).toContain('fileSystems."/keep"');
    expect(after['configuration.nix']).toContain('persistence."/keep".directories');
    expect(after['configuration.nix']).toContain('"/keep/passwords/bird"');
  });

  test('of a user reaches files, Home Manager and owners of entries', () => {
    const at = atCursor({
      'configuration.nix': `{ imports = [ ./users.nix ./persist.nix ];
  home-manager.users.bird = import ./home.nix; }`,
      'users.nix': '{ users.users.bi‸rd = { isNormalUser = true; }; users.users.other.isNormalUser = true; }',
      'persist.nix': `{ environment.persistence."/persist" = {
  users.bird.directories = [ "Music" ];
  directories = [ { directory = "/srv/bird"; user = "bird"; } { directory = "/srv/other"; user = "other"; } ]; }; }`,
      'home.nix': '{ home.stateVersion = "25.11"; }',
    });
    const renamed = rename(at.analysis, at.path, at.offset, 'crow');
    const after = 'edits' in renamed ? edited(at.files, renamed.edits) : {};
    expect(after['users.nix']).toContain('users.users.crow = {');
    expect(after['configuration.nix']).toContain('home-manager.users.crow =');
    expect(after['persist.nix']).toContain('users.crow.directories');
    expect(after['persist.nix']).toContain('{ directory = "/srv/bird"; user = "crow"; }');
  });

  test('refuses names that cannot be', () => {
    expect(check('persist.nix', '"/persist" = {', 'keep')).toBe('A store has an absolute path.');
    expect(check('persist.nix', 'bird = {', 'a b')).toBe('"a b" is not the name of a user.');
    expect(check('hardware.nix', '"/srv"', '/x')).toBe('Only stores and users can be renamed.');
  });

  test('shows the bare name to be changed', () => {
    const at = atCursor(cursorIn('persist.nix', '"/persist" = {'));
    const target = renameTarget(at.analysis, at.path, at.offset);
    expect(target).toMatchObject({ name: '/persist' });
    expect(at.files['persist.nix']?.slice(target?.span.start, target?.span.end)).toBe('/persist');
  });
});

describe('names that are bound elsewhere', () => {
  const text = `{ config, ... }:
let
  persist = "/persist";
  user = "bird";
in
{
  fileSystems."\${persist}" = { device = "/dev/x"; fsType = "ext4"; neededForBoot = true; };
  fileSystems."\${persist}/home" = { device = "/dev/y"; fsType = "ext4"; };
  environment.persistence.\${persist}.users.\${user}.directories = [ "Music" ];
  environment.persistence."\${persist}/home".directories = [ "/srv" ];
  users.users.\${user} = { isNormalUser = true; hashedPasswordFile = "\${persist}/passwords/\${user}"; };
  users.users.crow.hashedPasswordFile = "/persist/passwords/crow";
}
`;
  const at = (piece: string) => atCursor(text.replace(piece, `${piece.slice(0, -2)}‸${piece.slice(-2)}`));
  const renamed = (piece: string, to: string) => {
    const place = at(piece);
    const done = rename(place.analysis, place.path, place.offset, to);
    return 'refusal' in done ? done.refusal : edited(place.files, done.edits)['configuration.nix'];
  };

  test.each(['"/persist"', 'persistence.${persist}', 'fileSystems."${persist}"'])(
    'a store is renamed where its path is written, from %s',
    (piece) => {
      expect(renamed(piece, '/keep')).toBe(text.replaceAll('"/persist', '"/keep'));
    },
  );

  test('a store below a computed path keeps its beginning where it can', () => {
    expect(renamed('persistence."${persist}/home"', '/persist/homes')).toBe(
      text.replaceAll('"${persist}/home"', '"${persist}/homes"'),
    );
    expect(renamed('persistence."${persist}/home"', '/homes')).toBe(text.replaceAll('"${persist}/home"', '"/homes"'));
  });

  test.each(['"bird"', 'users.users.${user}', 'persist}.users.${user}'])(
    'a user is renamed where the name is written, from %s',
    (piece) => {
      expect(renamed(piece, 'wren')).toBe(text.replace('"bird"', '"wren"'));
    },
  );

  test('are among the references', () => {
    const place = at('"/persist"');
    expect(shown(place, references(place.analysis, place.path, place.offset))).toEqual([
      'configuration.nix: "/persist"',
      'configuration.nix: "${persist}"',
      'configuration.nix: ${persist}',
      'configuration.nix: /persist',
    ]);
  });

  test('a name that an argument hides is not followed', () => {
    const hidden = atCursor(`let persist = "/other"; in ({ persist ? "/persist", ... }: {
  environment.persistence.\${per‸sist}.directories = [ "/srv" ]; })`);
    const done = rename(hidden.analysis, hidden.path, hidden.offset, '/keep');
    const after = 'edits' in done ? edited(hidden.files, done.edits)['configuration.nix'] : undefined;
    expect(after ?? '').not.toContain('let persist = "/keep"');
  });

  test('a string that is no name of a user in use is none', () => {
    const place = atCursor('{ users.users.bird.isNormalUser = true; my.motto = "bi‸rd"; }');
    expect(renameTarget(place.analysis, place.path, place.offset)).toBeUndefined();
  });
});

describe('stores with labels', () => {
  const text = `{ config, ... }: {
  environment.persistence.main = { persistentStoragePath = "/persist"; directories = [ "/srv" ]; };
  fileSystems."/persist" = { device = "/dev/x"; neededForBoot = true; };
  my.path = config.environment.persistence.main.persistentStoragePath;
}
`;
  const at = (piece: string) => atCursor(text.replace(piece, `${piece.slice(0, -2)}‸${piece.slice(-2)}`));

  test('keep them when their path is renamed', () => {
    const place = at('= "/persist"');
    const renamed = rename(place.analysis, place.path, place.offset, '/keep');
    const after = 'edits' in renamed ? edited(place.files, renamed.edits)['configuration.nix'] : renamed.refusal;
    expect(after).toBe(text.replaceAll('"/persist"', '"/keep"'));
  });

  test('are not renamed by them', () => {
    const place = at('persistence.main');
    expect(renameTarget(place.analysis, place.path, place.offset)).toBeUndefined();
  });
});

describe('names that are options', () => {
  const own: Files = {
    'configuration.nix': '{ imports = [ ./user.nix ./persist.nix ]; }',
    'user.nix': `{ config, lib, ... }:
{
  options.my.user = lib.mkOption { type = lib.types.str; default = "bird"; };
  config.users.users.\${config.my.user}.isNormalUser = true;
}
`,
    'persist.nix': `{ config, ... }:
let inherit (config.my) user; name = config.my.user; in
{ environment.persistence."/persist".users.\${name}.directories = [ "Music" ]; }
`,
  };
  const renamed = (files: Files) => {
    const place = atCursor(files);
    const done = rename(place.analysis, place.path, place.offset, 'wren');
    return 'refusal' in done ? done.refusal : edited(place.files, done.edits);
  };

  test('are renamed where the option has its value', () => {
    const cursor = { ...own, 'persist.nix': own['persist.nix']?.replace('users.${na', 'users.${na‸') ?? '' };
    expect(renamed(cursor)).toEqual({ ...own, 'user.nix': own['user.nix']?.replace('"bird"', '"wren"') });
  });

  test('are left alone where nobody can tell what they are computed from', () => {
    const text = '{ config, pick, ... }: let user = (x: x) "bird"; in { users.users.${us‸er}.isNormalUser = true; }';
    expect(renamed({ 'configuration.nix': text })).toBe(
      'bird is computed by ${user} in configuration.nix, line 1: change what it is computed from.',
    );
  });
});

describe('a new name that is taken', () => {
  const text = `{
  fileSystems."/data" = { device = "/dev/x"; };
  environment.persistence."/persist".users.bird.directories = [ "Music" ];
  environment.persistence."/cache".directories = [ "/var/cache" ];
  users.users.bird.isNormalUser = true;
  users.users.crow.isNormalUser = true;
}
`;
  const renamed = (piece: string, to: string) => {
    const place = atCursor(text.replace(piece, `${piece.slice(0, -2)}‸${piece.slice(-2)}`));
    const done = rename(place.analysis, place.path, place.offset, to);
    return 'refusal' in done ? done.refusal : undefined;
  };

  test.each([
    ['"/persist"', '/cache', 'There is a store at /cache already.'],
    ['"/persist"', '/data', 'Something else is mounted at /data already.'],
    ['"/persist"', '/a/../b', '"/a/../b" is not a path that can be written plainly.'],
    ['"/persist"', '/persist', undefined],
    ['".users.bird', 'crow', 'There is a user crow already.'],
    ['users.users.bird', 'root', 'There is a user root already.'],
  ])('%s to %s: %s', (piece, to, refusal) => {
    expect(renamed(piece, to)).toBe(refusal);
  });
});

describe("options of the configuration's own", () => {
  const own: Files = {
    'configuration.nix': '{ imports = [ ./own.nix ./more.nix ]; }',
    'more.nix': '{ my.keep.directories = [ "/srv" ]; your.directories = [ ]; }',
    'own.nix': `{ config, lib, ... }:
let
  cfg = config.my.keep;
in
{
  options.my.keep = {
    directories = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
    enable = lib.mkEnableOption "it";
  };
  config = {
    environment.persistence."/persist".directories = cfg.directories ++ config.my.keep.directories;
    environment.persistence."/persist".users.bird = { inherit (cfg) directories; };
    my.keep = { directories = [ "/var/log" ]; };
  };
}
`,
  };
  const at = (name: string, piece: string) => {
    const text = own[name] ?? '';
    return atCursor({ ...own, [name]: text.replace(piece, `${piece.slice(0, -2)}‸${piece.slice(-2)}`) });
  };

  test.each([
    ['own.nix', '    directories'],
    ['own.nix', 'cfg.directories'],
    ['own.nix', 'config.my.keep.directories'],
    ['own.nix', '(cfg) directories'],
    ['own.nix', 'my.keep = { directories'],
    ['more.nix', 'my.keep.directories'],
  ])('are referred to from %s %s', (name, piece) => {
    const place = at(name, piece);
    const found = references(place.analysis, place.path, place.offset);
    expect(shown(place, found)).toEqual(['more.nix: directories', ...Array(5).fill('own.nix: directories')]);
  });

  test('lead to their declaration from where they are read', () => {
    const place = at('own.nix', 'cfg.directories');
    const declared = place.files['own.nix']?.indexOf('directories = lib');
    const targets = definition(place.analysis, place.path, place.offset)?.targets;
    expect(targets).toMatchObject([{ span: { start: declared } }]);
  });

  test('others have no references', () => {
    const place = at('more.nix', 'your.directories');
    expect(references(place.analysis, place.path, place.offset)).toEqual([]);
  });
});
