import type { Configuration, HomeConfiguration } from '../../nix/modules/configuration.ts';
import type { Era } from '../knowledge/revisions.ts';
import { textOf } from './defaults.ts';
import { type EntryContext, readEntries } from './entries.ts';
import type { Entry, Model, StoreScope } from './model.ts';
import { defaultHome, groupOfOwner } from './owners.ts';
import type { Doubts } from './partial.ts';
import { type OpenStore, readStores } from './stores.ts';

/** What is persisted, and where it is kept. */
export type Persisted = Pick<Model, 'stores' | 'entries'>;

/** The stores and entries of the system and of all its Home Manager users, but for options that are not the module's. */
export function readPersisted(
  configuration: Configuration,
  era: Era,
  doubts: Doubts,
  isOwn: (scope: 'nixos' | 'home', source: Configuration | HomeConfiguration) => boolean,
): Persisted {
  const users = () => configuration.lookup(['users', 'users']);
  const context = (scope: StoreScope, home: string | undefined): EntryContext => ({
    era,
    doubts,
    home,
    groupOf: (owner) =>
      isHome(configuration) ? undefined : groupOfOwner(owner, scope.kind === 'home' ? scope.user : undefined, users()),
  });
  const read = (source: Configuration | HomeConfiguration, scope: StoreScope, home: string | undefined) => {
    const stores = readStores(source, scope, doubts);
    return { stores, entries: stores.flatMap((store) => readEntries(store, context(scope, home))) };
  };
  const parts: { readonly stores: readonly OpenStore[]; readonly entries: readonly Entry[] }[] = [];
  if (!isHome(configuration) && !isOwn('nixos', configuration))
    parts.push(read(configuration, { kind: 'system' }, undefined));
  for (const home of configuration.homes().values()) {
    if (isOwn('home', home)) continue;
    parts.push(read(home, { kind: 'home', user: userName(home) }, homeDirectory(home)));
  }
  return {
    stores: parts.flatMap(({ stores }) => stores.map(({ store }) => store)),
    entries: parts.flatMap(({ entries }) => entries),
  };
}

/** What a home is called whose user is not known. */
const nobody = '?';

/** Whether there is no system around: a home that stands alone, or a Home Manager module by itself. */
export function isHome(configuration: Configuration): boolean {
  return configuration.host.kind === 'home' || configuration.homes().has(nobody);
}

/** The user of a Home Manager configuration; undefined in a module that nothing surrounds. */
export function userName(home: HomeConfiguration): string | undefined {
  return home.user === nobody || home.user === '' ? undefined : home.user;
}

function homeDirectory(home: HomeConfiguration): string | undefined {
  const directory = home.lookup(['home', 'homeDirectory']);
  const text = textOf(directory);
  if (text !== undefined || directory.kind === 'unknown') return text;
  const name = userName(home);
  return name === undefined ? '~' : defaultHome(name);
}
