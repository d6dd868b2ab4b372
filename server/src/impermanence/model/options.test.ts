import { describe, expect, test } from 'vitest';
import type { Value } from '../../nix/eval/value.ts';
import { ready, unknown } from '../../nix/eval/value.ts';
import { mergedSet } from '../../nix/modules/configuration.ts';
import { attrs, bool, int, list, mkDefault, mkOverride, text } from '../../nix/modules/declare.ts';
import { evaluateModules } from '../../nix/modules/evaluateModules.ts';
import { homeModule } from '../../nix/modules/homeOptions.ts';
import { nixosModule } from '../../nix/modules/nixosOptions.ts';
import { createSession, type ModuleEvaluation } from '../../nix/modules/session.ts';
import type { ModuleVersion } from '../knowledge/options/index.ts';
import { persistenceOptions } from './options.ts';

type Plain = string | number | boolean | null | readonly Plain[] | Value | { readonly [name: string]: Plain };

/** A Nix value from plain data; values stay what they are. */
function nix(plain: Plain): Value {
  if (typeof plain === 'string') return text(plain);
  if (typeof plain === 'number') return int(plain);
  if (typeof plain === 'boolean') return bool(plain);
  if (plain === null) return { kind: 'null' };
  if (Array.isArray(plain)) return list(...plain.map(nix));
  if ('kind' in plain) return plain as Value;
  return attrs(Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, nix(value as Plain)])));
}

/** Plain data from a Nix value; what is not known as `?reason`, what failed as `!message`. Only the names given are looked at. */
function plain(value: Value, names?: readonly string[]): unknown {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'boolean':
      return value.value;
    case 'null':
      return null;
    case 'list':
      return value.items.map((item) => plain(item.kind === 'item' ? item.thunk.force() : item.unknown, names));
    case 'attrs': {
      const kept = names ?? [...value.entries.keys()];
      const pairs = kept.map((name) => [name, plain(value.entries.get(name)?.thunk.force() ?? text('<none>'))]);
      return Object.fromEntries(pairs);
    }
    case 'unknown':
      return `?${value.reason}`;
    case 'failure':
      return `!${value.message}`;
    default:
      return value.kind;
  }
}

const v2: ModuleVersion = { era: 'v2', lastModified: undefined };
const late: ModuleVersion = { era: 'v1-late', lastModified: undefined };
const early: ModuleVersion = { era: 'v1-early', lastModified: undefined };

const users = { users: { users: { bird: { isNormalUser: true }, fish: { home: '/srv/fish', group: 'sea' } } } };

function system(version: ModuleVersion, persistence: Plain, more: { readonly [name: string]: Plain } = users) {
  const config = nix({ environment: { persistence }, ...more });
  const native = [nixosModule, persistenceOptions(version).nixos, { config: () => config }];
  const session = createSession(nowhere);
  return evaluateModules({ session, modules: [], native });
}

function get(version: ModuleVersion, persistence: Plain, path: readonly string[], names?: readonly string[]): unknown {
  return plain(system(version, persistence).self.get('environment', 'persistence', ...path), names);
}

function home(version: ModuleVersion, persistence: Plain, path: readonly string[], names?: readonly string[]): unknown {
  const config = nix({ home: { username: 'bird', homeDirectory: '/home/bird', persistence } });
  const native = [homeModule, persistenceOptions(version).home, { config: () => config }];
  const session = createSession(nowhere);
  const set = evaluateModules({ session, modules: [], native, scope: 'home', user: 'bird' });
  return plain(set.self.get('home', 'persistence', ...path), names);
}

const nowhere: ModuleEvaluation = {
  importFile: () => unknown('no files here'),
  importModule: () => unknown('no files here'),
  forgetModule: () => false,
  isFile: () => false,
  locate: () => ({ kind: 'missing', reason: 'no files here' }),
  lib: ready(unknown('no lib here')),
};

const fields = ['dirPath', 'user', 'group', 'mode', 'persistentStoragePath'];

describe('v2', () => {
  test('strings and sets become entries with what they inherit', () => {
    const directories = [
      '/var/log/',
      { directory: '/etc//nixos', user: 'bird', mode: '0700', persistentStoragePath: '/other' },
    ];
    expect(get(v2, { '/p': { directories } }, ['/p', 'directories'], fields)).toEqual([
      { dirPath: '/var/log', user: 'root', group: 'root', mode: '0755', persistentStoragePath: '/p' },
      { dirPath: '/etc/nixos', user: 'bird', group: 'root', mode: '0700', persistentStoragePath: '/other' },
    ]);
  });

  test('a label with a path set', () => {
    const stores = { main: { persistentStoragePath: '/persist', hideMounts: true, directories: ['/a'] } };
    expect(get(v2, stores, ['main', 'directories'], ['persistentStoragePath', 'hideMount', 'allowTrash'])).toEqual([
      { persistentStoragePath: '/persist', hideMount: true, allowTrash: false },
    ]);
  });

  test('relative system paths become absolute; dots stay', () => {
    expect(get(v2, { '/p': { directories: ['var/log', '/./a/../b'] } }, ['/p', 'directories'], ['dirPath'])).toEqual([
      { dirPath: '/var/log' },
      { dirPath: '/./a/../b' },
    ]);
  });

  test('users have their own home and group', () => {
    const stores = { '/p': { users: { bird: { directories: ['Docs'] }, fish: { directories: ['/x', '~/y'] } } } };
    expect(get(v2, stores, ['/p', 'users', 'bird', 'directories'], fields)).toEqual([
      { dirPath: '/home/bird/Docs', user: 'bird', group: 'users', mode: '0755', persistentStoragePath: '/p' },
    ]);
    expect(get(v2, stores, ['/p', 'users', 'fish', 'directories'], ['dirPath', 'user', 'group'])).toEqual([
      { dirPath: '/srv/fish/x', user: 'fish', group: 'sea' },
      { dirPath: '/srv/fish/~/y', user: 'fish', group: 'sea' },
    ]);
  });

  test('users that nobody declares are taken for normal ones', () => {
    const stores = { '/p': { users: { ghost: { directories: ['a'] }, root: { directories: ['.ssh'] } } } };
    const names = ['dirPath', 'group'];
    expect(get(v2, stores, ['/p', 'users', 'ghost', 'directories'], names)).toEqual([
      { dirPath: '/home/ghost/a', group: 'users' },
    ]);
    expect(get(v2, stores, ['/p', 'users', 'root', 'directories'], names)).toEqual([
      { dirPath: '/root/.ssh', group: 'root' },
    ]);
  });

  test('files', () => {
    const files = ['/etc/machine-id', { file: '/a/b', method: 'symlink', parentDirectory: { mode: '0700' } }];
    expect(get(v2, { '/p': { files } }, ['/p', 'files'], ['filePath', 'method'])).toEqual([
      { filePath: '/etc/machine-id', method: 'auto' },
      { filePath: '/a/b', method: 'symlink' },
    ]);
    expect(plain(parentOf(files, 1), ['directory', 'dirPath', 'user', 'mode'])).toEqual({
      directory: '/a',
      dirPath: '/a',
      user: 'root',
      mode: '0700',
    });
  });

  test('removed names are taken and remembered', () => {
    const stores = {
      '/p': {
        allowOther: true,
        directories: [{ directory: '/a', method: 'symlink' }],
        users: { bird: { home: '/x' } },
      },
    };
    const store = system(v2, stores).self.get('environment', 'persistence', '/p');
    expect(mergedSet(store)?.definitions(['allowOther']).length).toBe(1);
    expect(mergedSet(store)?.undeclared()).toEqual([]);
    const user = system(v2, stores).self.get('environment', 'persistence', '/p', 'users', 'bird');
    expect(mergedSet(user)?.definitions(['home']).length).toBe(1);
    expect(get(v2, stores, ['/p', 'directories'], ['dirPath'])).toEqual([{ dirPath: '/a' }]);
  });

  test('unknown names are undeclared', () => {
    const store = system(v2, { '/p': { dirs: ['/a'], hideMount: true } }).self.get('environment', 'persistence', '/p');
    expect(
      mergedSet(store)
        ?.undeclared()
        .map(({ path }) => path.at(-1)),
    ).toEqual(['dirs', 'hideMount']);
  });

  test('a mode that is no string fails, and only it', () => {
    const entry = { directory: '/a', mode: 700 };
    const [first] = get(v2, { '/p': { directories: [entry] } }, ['/p', 'directories'], ['dirPath', 'mode']) as [
      Record<string, string>,
    ];
    expect(first.dirPath).toBe('/a');
    expect(first.mode).toMatch(/^!.*is not of type/);
  });

  test('the target is only replaced by force', () => {
    const directories = (value: Value) => ({ '/p': { directories: [{ directory: '/a', dirPath: value }] } });
    expect(get(v2, directories(mkOverride(50, text('/b'))), ['/p', 'directories'], ['dirPath'])).toEqual([
      { dirPath: '/b' },
    ]);
    expect(get(v2, directories(mkDefault(text('/b'))), ['/p', 'directories'], ['dirPath'])).toEqual([
      { dirPath: '/a' },
    ]);
  });

  test('an unknown path stays unknown', () => {
    const directories = [{ directory: unknown('who knows') }];
    expect(get(v2, { '/p': { directories } }, ['/p', 'directories'], ['dirPath', 'user'])).toEqual([
      { dirPath: '?who knows', user: 'root' },
    ]);
  });

  test('home.persistence leaves the group to the system', () => {
    const stores = { '/p': { directories: ['.ssh'], files: [{ file: '.x', method: 'symlink' }] } };
    expect(home(v2, stores, ['/p', 'directories'], fields)).toEqual([
      { dirPath: '/home/bird/.ssh', user: 'bird', group: null, mode: '0755', persistentStoragePath: '/p' },
    ]);
    expect(home(v2, stores, ['/p', 'files'], ['filePath', 'method'])).toEqual([
      { filePath: '/home/bird/.x', method: 'symlink' },
    ]);
  });
});

describe('v1', () => {
  test.each([
    ['late', late],
    ['early', early],
  ] as const)('%s: system paths stay as written, those of users are put together', (_name, version) => {
    const stores = {
      '/p': { directories: ['/var/log/'], files: ['/etc//x'], users: { bird: { directories: ['/Docs/'] } } },
    };
    const docs = {
      dirPath: '/home/bird/Docs',
      user: 'bird',
      group: 'users',
      mode: '0755',
      persistentStoragePath: '/p',
    };
    const log = { dirPath: '/var/log/', user: 'root', group: 'root', mode: '0755', persistentStoragePath: '/p' };
    expect(get(version, stores, ['/p', 'users', 'bird', 'directories'], fields)).toEqual([docs]);
    // The module defines the lists of a store as those of its users, too.
    expect(get(version, stores, ['/p', 'directories'], fields)).toEqual([docs, log]);
    expect(get(version, stores, ['/p', 'files'], ['filePath'])).toEqual([{ filePath: '/etc//x' }]);
  });

  test('a user has the home that users.<name>.home says, /home/<name> without', () => {
    const stores = {
      '/p': { users: { root: { directories: ['.ssh'] }, fish: { home: '/srv/fish', directories: ['a'] } } },
    };
    expect(get(late, stores, ['/p', 'users', 'root', 'directories'], ['dirPath'])).toEqual([
      { dirPath: '/home/root/.ssh' },
    ]);
    expect(get(late, stores, ['/p', 'users', 'fish', 'directories'], ['dirPath'])).toEqual([
      { dirPath: '/srv/fish/a' },
    ]);
  });

  test('names of other versions are undeclared', () => {
    const names = (version: ModuleVersion, store: Plain) =>
      mergedSet(system(version, { '/p': store }).self.get('environment', 'persistence', '/p'))
        ?.undeclared()
        .map(({ path }) => path.at(-1));
    expect(names(late, { allowOther: true, allowTrash: true, enable: true })).toEqual(['allowOther', 'allowTrash']);
    expect(names(early, { enable: true, hideMounts: true, persistentStoragePath: '/x' })).toEqual([
      'enable',
      'persistentStoragePath',
    ]);
    expect(names({ era: 'v1-late', lastModified: 1684144492 }, { enable: true, persistentStoragePath: '/x' })).toEqual([
      'persistentStoragePath',
    ]);
  });

  test('home.persistence: bindfs unless it says otherwise, in the Stow layout without the first component', () => {
    const directories = ['Firefox/.mozilla', { directory: 'a/b', method: 'symlink' }];
    const stores = { '/dotfiles': { removePrefixDirectory: true, directories } };
    expect(home(late, stores, ['/dotfiles', 'directories'], ['dirPath', 'method'])).toEqual([
      { dirPath: '/home/bird/.mozilla', method: 'bindfs' },
      { dirPath: '/home/bird/b', method: 'symlink' },
    ]);
    const linked = { '/p': { defaultDirectoryMethod: 'symlink', directories: ['x'] } };
    expect(home(late, linked, ['/p', 'directories'], ['method'])).toEqual([{ method: 'symlink' }]);
  });

  test('home.persistence of the early era takes strings only', () => {
    expect(home(early, { '/p': { directories: ['.ssh'], files: ['.x'] } }, ['/p', 'directories'])).toEqual(['.ssh']);
    const objects = home(early, { '/p': { directories: [{ directory: '.ssh' }] } }, ['/p', 'directories']);
    expect(JSON.stringify(objects)).toMatch(/is not of type/);
  });
});

function parentOf(files: Plain, index: number): Value {
  const value = system(v2, { '/p': { files } }).self.get('environment', 'persistence', '/p', 'files');
  const item = value.kind === 'list' ? value.items[index] : undefined;
  const file = item?.kind === 'item' ? item.thunk.force() : undefined;
  return file?.kind === 'attrs'
    ? (file.entries.get('parentDirectory')?.thunk.force() ?? text('<none>'))
    : text('<none>');
}
