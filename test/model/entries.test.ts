import { describe, expect, test } from 'vitest';
import { showModels } from '../../server/src/impermanence/model/show.ts';
import { see } from '../support/models.ts';

const bird = 'users.users.bird.isNormalUser = true;';

describe('sites', () => {
  test('a string is its own site', () => {
    const { model, text } = see('{ environment.persistence."/p".directories = [ "/var/log" ]; }');
    const [entry] = model.entries;
    expect(text(entry?.site)).toBe('"/var/log"');
    expect(entry?.pathSite).toBeUndefined();
    expect(entry?.object).toBe(false);
    expect(entry?.fieldSites).toEqual({});
    expect(text(entry?.store.site)).toBe('"/p"');
  });

  test('a set has the sites of its fields', () => {
    const { model, text } = see(
      '{ environment.persistence."/p".directories = [ { directory = "/a"; mode = "0700"; } ]; }',
    );
    const [entry] = model.entries;
    expect(text(entry?.site)).toBe('{ directory = "/a"; mode = "0700"; }');
    expect(text(entry?.pathSite)).toBe('"/a"');
    expect(entry?.object).toBe(true);
    expect(Object.keys(entry?.fieldSites ?? {})).toEqual(['directory', 'mode']);
    expect(text(entry?.fieldSites.mode)).toBe('"0700"');
  });

  test('the parent of a file', () => {
    const file = '{ file = "/a/b"; parentDirectory.mode = "0700"; }';
    const { model, text } = see(`{ environment.persistence."/p".files = [ ${file} ]; }`);
    expect(text(model.entries[0]?.fieldSites['parentDirectory.mode'])).toBe('"0700"');
  });

  test('generated entries have the site of what they are made of', () => {
    const { model, text } = see('{ environment.persistence."/p".directories = map (d: "/var/lib/${d}") [ "a" "b" ]; }');
    expect(model.entries.map(({ path }) => path)).toEqual(['/var/lib/a', '/var/lib/b']);
    expect(model.entries.map(({ site }) => text(site))).toEqual(['"a"', '"b"']);
  });

  test('all places a store is named at', () => {
    const { model, text } = see({
      'configuration.nix': '{ imports = [ ./b.nix ]; environment.persistence."/p".directories = [ "/a" ]; }',
      'b.nix': '{ environment.persistence = { "/p" = { hideMounts = true; }; }; }',
    });
    expect(model.stores.map(({ sites }) => sites.map(text))).toEqual([['"/p"', '"/p"']]);
    expect(new Set(model.stores[0]?.sites.map(({ file }) => file)).size).toBe(2);
    expect(model.stores[0]?.hideMounts).toBe(true);
    expect(model.entries[0]?.hideMount).toBe(true);
  });
});

describe('what is there', () => {
  test('a disabled store has no entries', () => {
    const { model, entries } = see('{ environment.persistence."/p" = { enable = false; directories = [ "/a" ]; }; }');
    expect(model.stores[0]?.enable).toBe(false);
    expect(entries).toEqual([]);
  });

  test('a store whose switch is not known has entries perhaps', () => {
    const { model, entries } = see(
      '{ pkgs, ... }: { environment.persistence."/p" = { enable = pkgs.on; directories = [ "/a" ]; }; }',
    );
    expect(model.stores[0]?.enable).toBeUndefined();
    expect(entries).toEqual(['directory /a <- /p system perhaps']);
  });

  test('entries of users', () => {
    const { entries } = see(
      `{ ${bird} environment.persistence."/p".users.bird = { directories = [ "Docs" ]; files = [ ".x" ]; }; }`,
    );
    expect(entries).toEqual(['directory /home/bird/Docs <- /p user:bird', 'file /home/bird/.x <- /p user:bird']);
  });

  test('entries of Home Manager, with the group of their owner', () => {
    const { model, entries } = see(
      `{ ${bird} users.users.fish = { home = "/srv/fish"; group = "sea"; };
         home-manager.users.bird.home.persistence."/p".directories = [ ".a" { directory = ".b"; user = "fish"; } ]; }`,
    );
    expect(entries).toEqual(['directory /home/bird/.a <- /p home:bird', 'directory /home/bird/.b <- /p home:bird']);
    expect(model.entries.map(({ user, group, mode }) => [user, group, mode])).toEqual([
      ['bird', 'users', '0755'],
      ['fish', 'sea', '0755'],
    ]);
    expect(model.stores[0]?.optionPath).toEqual(['home', 'persistence', '/p']);
  });

  test('the group of an owner that no module declares is not guessed', () => {
    const { model } = see(
      `{ ${bird} home-manager.users.bird.home.persistence."/p".directories = [
         { directory = ".a"; user = "colord"; } { directory = ".b"; user = "root"; } ]; }`,
    );
    expect(model.entries.map(({ user, group }) => [user, group])).toEqual([
      ['colord', undefined],
      ['root', 'root'],
    ]);
    expect(model.unknowns.map(({ path, reason }) => [path, reason])).toEqual([
      [
        'home-manager.users.bird.home.persistence."/p".directories."/home/bird/.a".group',
        'its owner is colord, and no module in reach declares users.users.colord',
      ],
    ]);
  });

  test('entries of one name in two scopes belong to two stores', () => {
    const { model } = see(`{ ${bird} environment.persistence."/p".directories = [ "/a" ];
      home-manager.users.bird.home.persistence."/p".files = [ ".x" ]; }`);
    expect(model.stores.map(({ scope }) => scope)).toEqual([{ kind: 'system' }, { kind: 'home', user: 'bird' }]);
    expect(model.entries.map(({ store }) => model.stores.indexOf(store))).toEqual([0, 1]);
  });
});

describe('what is not known', () => {
  test.each([
    [
      'a list',
      '{ pkgs, ... }: { environment.persistence."/p".directories = pkgs.dirs; }',
      'environment.persistence."/p".directories',
    ],
    [
      'an item',
      '{ pkgs, ... }: { environment.persistence."/p".directories = [ pkgs.dir ]; }',
      'environment.persistence."/p".directories',
    ],
    ['a store', '{ pkgs, ... }: { environment.persistence."/p" = pkgs.store; }', 'environment.persistence."/p"'],
    [
      'a name',
      '{ pkgs, ... }: { environment.persistence.${pkgs.name}.directories = [ ]; }',
      'environment.persistence.<name>',
    ],
    [
      'a part of a path',
      '{ pkgs, ... }: { environment.persistence."/p".files = [ "/a/${pkgs.x}/b" ]; }',
      'environment.persistence."/p".files',
    ],
  ])('%s is said to be, with the reason', (_what, text, path) => {
    const { model } = see(text);
    expect(model.entries).toEqual([]);
    const part = model.unknowns.find((each) => each.path === path);
    expect(part?.reason).toMatch(/\w+ \w+/);
  });

  test('what is known beside it stays', () => {
    const { entries, model } = see(
      '{ pkgs, ... }: { environment.persistence."/p".directories = [ "/a" pkgs.b "/c" ]; }',
    );
    expect(entries).toEqual(['directory /a <- /p system', 'directory /c <- /p system']);
    expect(model.unknowns.length).toBe(1);
  });

  test('an entry that may not be there is told with the reason', () => {
    const { model } = see(
      `{ pkgs, lib, ... }: { ${bird} environment.persistence."/p" = {
         directories = [ "/a" ] ++ lib.optional pkgs.x "/b";
         users = lib.mkIf pkgs.y { bird.files = [ ".c" ]; };
       }; }`,
    );
    const shown = showModels([model], { shownPath: (file) => file, place: () => null });
    const [host] = shown.hosts;
    expect(host?.entries.filter(({ condition }) => condition === 'unknown').map(({ path }) => path)).toEqual([
      '/b',
      '/home/bird/.c',
    ]);
    expect(host?.unknowns.map(({ path }) => path)).toEqual([
      'environment.persistence."/p".directories."/b"',
      'environment.persistence."/p".users.bird.files."/home/bird/.c"',
    ]);
    for (const { reason } of host?.unknowns ?? []) expect(reason).toMatch(/\w+ \w+/);
    // Rules of the form "X is missing" go on: what may be there is in sight.
    expect(model.unknowns).toEqual([]);
  });

  test('a field that is not known leaves the entry', () => {
    const { model } = see(
      '{ pkgs, ... }: { environment.persistence."/p".directories = [ { directory = "/a"; user = pkgs.u; } ]; }',
    );
    expect(model.entries.map(({ path, user, group }) => [path, user, group])).toEqual([['/a', undefined, 'root']]);
    expect(model.unknowns.map(({ path }) => path)).toEqual(['environment.persistence."/p".directories."/a".user']);
  });
});

describe('modules by themselves', () => {
  test('are open, and take users they do not declare for normal ones', () => {
    const text =
      '{ environment.persistence."/p".users = { bird.directories = [ "a" ]; root.directories = [ "b" ]; }; }';
    const { model, entries } = see({ 'persist.nix': text });
    expect(model.open).toBe(true);
    expect(model.host.name).toMatch(/^persist/);
    expect([...entries].sort()).toEqual([
      'directory /home/bird/a <- /p user:bird',
      'directory /root/b <- /p user:root',
    ]);
    expect(model.users.find(({ name }) => name === 'bird')).toMatchObject({
      home: '/home/bird',
      group: 'users',
      uid: undefined,
    });
  });

  test('of Home Manager have paths in some home', () => {
    const { model, entries } = see({
      'home.nix': '{ home.persistence."/p" = { directories = [ ".ssh" ]; files = [ ".x" ]; }; }',
    });
    expect(entries).toEqual(
      ['directory ~/.ssh <- /p home:undefined', 'file ~/.x <- /p home:undefined'].map((line) =>
        line.replace('undefined', '?'),
      ),
    );
    expect(model.wipe.kind).toBe('unknown');
    expect(model.mountsUnknown).toBeDefined();
  });
});

describe('settings', () => {
  test('tell of stores and of options that hold entries', () => {
    const { model, entries } = see('{ my.persist = [ "/a" { directory = "/b"; mode = "0700"; } ]; }', {
      stores: ['/keep'],
      entryOptions: [{ path: 'my.persist', kind: 'directory', scope: 'system' }],
    });
    expect(model.stores.map(({ path }) => path)).toEqual(['/keep']);
    expect(entries).toEqual(['directory /a <- /keep system', 'directory /b <- /keep system']);
    expect(model.entries[1]?.mode).toBe('0700');
  });
});
