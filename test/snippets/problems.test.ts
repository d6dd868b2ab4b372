import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { analysisOf, type Files } from '../support/folder.ts';
import { expandSnippet, type Place, placeOf, placeSnippet, readSnippets, type Snippet } from './snippetText.ts';

const snippets = readSnippets();
const ids = snippets.map(idOf);
const nixIsThere = spawnSync('nix-instantiate', ['--version']).status === 0;

describe('a snippet in an empty module gives no problems', () => {
  test.each(ids)('%s', (id) => expect(problems(alone(find(id)))).toEqual([]));
});

const layouts = ['imp-filesystems-tmpfs', 'imp-filesystems-btrfs', 'imp-filesystems-zfs'];

/** Of each of these a configuration takes one: they say the same thing twice or differently. All others go together. */
const alternatives: readonly (readonly string[])[] = [
  ['imp-root-tmpfs', ...layouts],
  ['imp-nix', 'imp-nix-luks', ...layouts],
  ['imp-boot', ...layouts],
  ['imp-store-filesystem', ...layouts],
  ['imp-wipe-btrfs-script', 'imp-wipe-btrfs-systemd', 'imp-wipe-zfs-script', 'imp-wipe-zfs-systemd'],
  ['imp-store', 'imp-store-users', 'imp-identity'],
  // The first entries of a user, Documents among them.
  ['imp-store-users', 'imp-home-store', 'imp-home-manager', 'imp-import-home-manager'],
  ['imp-flake-input', 'imp-flake-inputs'],
  ['imp-flake-module', 'imp-flake-home-manager'],
];

describe('two snippets beside each other give no problems', () => {
  test.each(ids.filter((id) => !isWholeFile(find(id))))('%s and each that goes with it', (id) => {
    const others = partnersOf(id).filter((other) => !areAlternatives(id, idOf(other)));
    const troubles = others.map((other) => [idOf(other), ...problems(beside(find(id), other))]);
    expect(troubles.filter(({ length }) => length > 1)).toEqual([]);
  });

  test.skipIf(!nixIsThere)('and parse under real Nix', () => {
    const texts = ids.flatMap((id) =>
      partnersOf(id)
        .filter((other) => !areAlternatives(id, idOf(other)))
        .flatMap((other) => Object.values(beside(find(id), other))),
    );
    const all = `[\n${texts.map((text) => `(${text})`).join('\n')}\n]\n`;
    const nix = spawnSync('nix-instantiate', ['--parse', '-'], { input: all, encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(texts.length).toBeGreaterThan(400);
    expect(nix.stderr).toBe('');
  });

  test('alternatives have them, at least in one file', () => {
    const pairs = snippets.flatMap((first) =>
      partnersOf(idOf(first))
        .filter((other) => areAlternatives(idOf(first), idOf(other)))
        .map((other) => [first, other] as const),
    );
    const harmless = pairs.filter(([first, other]) => problems(asNear(first, other)).length === 0);
    expect(harmless.map((pair) => pair.map(idOf).join(' + '))).toEqual([]);
  });
});

/** The snippets behind this one in the collection that a configuration could hold beside it. */
function partnersOf(id: string): readonly Snippet[] {
  return snippets
    .slice(ids.indexOf(id) + 1)
    .filter((other) => isOfFlake(other) === isOfFlake(find(id)) && ![other, find(id)].some(isWholeFile));
}

function isWholeFile(snippet: Snippet): boolean {
  return ['file', 'configuration'].includes(placeOf(snippet));
}

describe('a whole configuration.nix', () => {
  test.each([
    ['imp-configuration-tmpfs', 'tmpfs', '/nix/persist', ['/home/alice/.ssh']],
    // There the homes are a subvolume of their own.
    ['imp-configuration-btrfs', 'btrfs', '/persist', []],
  ])('%s wipes its root and keeps what it should', (id, wipe, store, inHome) => {
    const [host] = analysisOf(alone(find(id))).hosts;
    expect(host?.host.kind).toBe('nixos');
    expect(host?.model.wipe.kind).toBe(wipe);
    expect(host?.model.stores.map(({ path }) => path)).toEqual([store]);
    expect(host?.model.entries.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/var/lib/nixos', '/etc/machine-id', ...inHome]),
    );
  });

  test.each(['imp-configuration-tmpfs', 'imp-configuration-btrfs'])('%s has the user in each place', (id) => {
    const snippet = find(id);
    const renamed = snippet.body.replace(/(\$\{\d+:)alice/, '$1bird');
    const { 'configuration.nix': text } = alone({ ...snippet, body: renamed });
    expect(text).toContain('/passwords/bird"');
    expect(text).not.toContain('alice');
    expect(problems(alone({ ...snippet, body: renamed }))).toEqual([]);
  });
});

describe('a whole host made of snippets has no problems', () => {
  const fileSystems = [
    'imp-root-tmpfs imp-nix imp-boot imp-store-filesystem',
    'imp-root-tmpfs imp-nix-luks imp-boot imp-store-filesystem',
    'imp-filesystems-tmpfs',
    'imp-filesystems-btrfs imp-wipe-btrfs-script',
    'imp-filesystems-btrfs imp-wipe-btrfs-systemd',
    'imp-filesystems-zfs imp-wipe-zfs-script',
    'imp-filesystems-zfs imp-wipe-zfs-systemd',
  ];
  const state = [
    'imp-store imp-password',
    'imp-store imp-password imp-host-keys imp-secrets-agenix',
    'imp-store imp-password imp-home-tmpfs imp-home-manager imp-host-keys imp-secrets-sops',
    'imp-store-users imp-password imp-home-tmpfs imp-host-keys',
    // The least there is: it keeps no logs, and says so.
    'imp-identity imp-password imp-ignore-file',
  ];

  test.each(fileSystems.flatMap((layout) => state.map((kept) => `${layout} ${kept}`)))('%s', (chosen) => {
    expect(problems({ 'configuration.nix': moduleOf(`imp-import-tarball ${chosen}`) })).toEqual([]);
  });

  test.each(fileSystems)('%s in a flake', (layout) => {
    const module = moduleOf(`${layout} ${state[2]}`);
    expect(problems({ 'flake.nix': placeSnippet(find('imp-flake')), 'configuration.nix': module })).toEqual([]);
  });

  test('without flakes, Home Manager in a module of its own', () => {
    const host = moduleOf('imp-import-tarball imp-filesystems-tmpfs imp-home-tmpfs imp-store imp-password');
    const files = {
      'configuration.nix': host.replace('imports = [', 'imports = [ ./home-manager.nix'),
      'home-manager.nix': placeSnippet(find('imp-import-home-manager')),
    };
    expect(problems(files)).toEqual([]);
    const [model] = analysisOf(files).hosts.map((host) => host.model);
    expect(model?.entries.filter(({ origin }) => origin.kind === 'home').map(({ path }) => path)).toEqual([
      '/home/alice/Documents',
      '/home/alice/Downloads',
    ]);
  });

  test('entries in the lists of a store', () => {
    const entries =
      'imp-entry-directory imp-entry-private imp-entry-file imp-entry-file-symlink imp-private-state'.split(' ');
    const files = {
      'flake.nix': placeSnippet(find('imp-flake')),
      'configuration.nix': moduleOf('imp-filesystems-tmpfs imp-home-tmpfs imp-store imp-password').replace(
        /^\{\n/m,
        `{\nimports = [ ${entries.map((id) => `./${id}.nix`).join(' ')} ];\n`,
      ),
      ...Object.fromEntries(entries.map((id) => [`${id}.nix`, placeSnippet(find(id))])),
    };
    expect(problems(files)).toEqual([]);
  });
});

/** Problems of every severity, and what the engine itself stumbled over. */
function problems(files: Files): readonly string[] {
  const analysis = analysisOf(files);
  return [
    ...analysis.defects,
    ...analysis.problems().map(({ rule, severity, message }) => `${severity} ${rule.id}: ${message}`),
  ];
}

function alone(snippet: Snippet): Files {
  const text = placeSnippet(snippet);
  if (placeOf(snippet) === 'file') return { 'flake.nix': text, 'configuration.nix': '{ }\n' };
  if (placeOf(snippet) === 'configuration') return { 'configuration.nix': text, 'hardware-configuration.nix': '{ }\n' };
  return { [isOfFlake(snippet) ? 'flake.nix' : 'module.nix']: placeSnippet(snippet) };
}

/** Two snippets in one file where Nix takes it: it refuses an attribute that is written twice. Else in a file each. */
function beside(first: Snippet, second: Snippet): Files {
  const near = asNear(first, second);
  return Object.values(near).every((text) => parse(text).errors.length === 0) ? near : apart(first, second);
}

/** Two snippets in one file where they belong to the same place. */
function asNear(first: Snippet, second: Snippet): Files {
  if (placeOf(first) !== placeOf(second)) return apart(first, second);
  return alone({ ...first, body: `${first.body}\n${second.body}` });
}

/** Two snippets in a place each: two modules that a third one imports, or inputs and modules of one flake. */
function apart(first: Snippet, second: Snippet): Files {
  if (isOfFlake(first)) {
    const inputs = [first, second]
      .filter((snippet) => placeOf(snippet) === 'inputs')
      .map(({ body }) => expandSnippet(body));
    const modules = [first, second].filter((snippet) => placeOf(snippet) === 'modules');
    const body = modules.map((snippet) => snippet.body).join('\n');
    const outputs = placeSnippet({ ...first, prefixes: ['imp-flake-module'], body });
    return { 'flake.nix': outputs.replace('{', `{\ninputs = {\n${inputs.join('\n')}\n};`) };
  }
  return {
    'module.nix': `{ imports = [ ${importOf(first, './first.nix')} ${importOf(second, './second.nix')} ]; }\n`,
    'first.nix': placeSnippet(first),
    'second.nix': placeSnippet(second),
  };
}

function importOf(snippet: Snippet, file: string): string {
  return placeOf(snippet) === 'homeModule' ? `{ home-manager.users.alice.imports = [ ${file} ]; }` : file;
}

/** A module with the bindings of these snippets, named with spaces between. */
function moduleOf(chosen: string): string {
  const body = chosen.split(' ').map((id) => find(id).body);
  return placeSnippet({ ...find('imp-store'), body: body.join('\n\n') });
}

function areAlternatives(first: string, second: string): boolean {
  return alternatives.some((group) => group.includes(first) && group.includes(second));
}

/** Those of a flake go together, and those of modules. That they go with each other too, whole hosts show. */
function isOfFlake(snippet: Snippet): boolean {
  const flakePlaces: readonly Place[] = ['file', 'inputs', 'modules'];
  return flakePlaces.includes(placeOf(snippet));
}

function find(id: string): Snippet {
  const found = snippets.find((snippet) => idOf(snippet) === id);
  if (found === undefined) throw new Error(`no snippet ${id}`);
  return found;
}

function idOf({ prefixes, title }: Snippet): string {
  return prefixes[0] ?? title;
}
