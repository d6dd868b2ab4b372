import type { Sources } from '../../nix/eval/sources.ts';
import type { Configuration, HomeConfiguration } from '../../nix/modules/configuration.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { Era } from '../knowledge/revisions.ts';
import { textOf } from './defaults.ts';
import { type EntryContext, readEntries } from './entries.ts';
import { readLinks } from './links.ts';
import type { Entry, Model, StoreScope } from './model.ts';
import { readMounts } from './mounts.ts';
import { defaultHome, ownerOf } from './owners.ts';
import { createDoubts, type Doubts } from './partial.ts';
import { allModules, findPersistenceModules } from './persistenceModules.ts';
import { readPreserved } from './preserved.ts';
import { type AssumedEra, findReleases } from './releases.ts';
import { bootScripts } from './scripts.ts';
import { type OpenStore, readStores } from './stores.ts';
import { type EntryOption, toldEntries, toldStores } from './toldEntries.ts';
import { buildGroups, buildUsers } from './users.ts';
import { findRollbacks, findWipe, judgeMounts } from './wipe.ts';

/** What a model is built from besides the configuration. */
export interface ModelContext {
  readonly sources: Sources;
  /** The inputs of the host's flake; empty without one. */
  readonly inputs: ReadonlyMap<string, LockedInput>;
  readonly assumeEra: AssumedEra;
  /** Settings: paths to treat as stores, and options that hold entries, besides those found. */
  readonly stores?: readonly string[] | undefined;
  readonly entryOptions?: readonly EntryOption[] | undefined;
}

/**
 * All that rules and features need to know of a host, read off its configuration. The configuration has to have been
 * evaluated with `persistenceOptions` of the same version of the module. What could not be computed is in `unknowns`.
 */
export function buildModel(configuration: Configuration, context: ModelContext): Model {
  const doubts = createDoubts();
  const modules = allModules(configuration);
  const releases = findReleases(configuration, context.inputs, context.assumeEra);
  const open = configuration.open || configuration.host.kind === 'module';
  const persisted = withTold(
    readPersisted(configuration, releases.impermanence.era ?? 'v2', doubts),
    configuration,
    context,
  );
  const table = readMounts(configuration, doubts);
  const boot = bootScripts(configuration, context.sources);
  const rollbacks = findRollbacks(boot.scripts, open || boot.unknown !== undefined);
  const mounts = judgeMounts(table, rollbacks);
  const users = buildUsers(configuration, mentionedUsers(configuration, persisted.entries), doubts);
  for (const { unfollowed, site } of configuration.unfollowed) {
    if (unfollowed !== undefined) doubts.add('imports', unfollowed.reason, site ?? unfollowed.site);
  }
  return {
    host: configuration.host,
    configuration,
    open,
    releases,
    wipe: findWipe(mounts, rollbacks),
    mounts,
    mountsUnknown: table.unknown,
    stores: persisted.stores,
    entries: persisted.entries,
    links: readLinks(configuration),
    preserved: readPreserved(configuration, (name) => users.find((user) => user.name === name)?.home),
    users,
    groups: buildGroups(configuration),
    unknowns: doubts.parts,
    persistenceModules: findPersistenceModules(modules, context.inputs),
    files: configuration.files,
  };
}

type Persisted = Pick<Model, 'stores' | 'entries'>;

/** The stores and entries of the system and of all its Home Manager users. */
function readPersisted(configuration: Configuration, era: Era, doubts: Doubts): Persisted {
  const users = () => configuration.lookup(['users', 'users']);
  const context = (home: string | undefined): EntryContext => ({
    era,
    doubts,
    home,
    groupOf: (user) => textOf(ownerOf(user, users()).group),
  });
  const read = (source: Configuration | HomeConfiguration, scope: StoreScope, home: string | undefined) => {
    const stores = readStores(source, scope, doubts);
    return { stores, entries: stores.flatMap((store) => readEntries(store, context(home))) };
  };
  const parts: { readonly stores: readonly OpenStore[]; readonly entries: readonly Entry[] }[] = [
    read(configuration, { kind: 'system' }, undefined),
  ];
  for (const home of configuration.homes().values()) {
    parts.push(read(home, { kind: 'home', user: userName(home) }, homeDirectory(home)));
  }
  return {
    stores: parts.flatMap(({ stores }) => stores.map(({ store }) => store)),
    entries: parts.flatMap(({ entries }) => entries),
  };
}

/** With the stores and entries that settings tell of. */
function withTold(found: Persisted, configuration: Configuration, context: ModelContext): Persisted {
  const stores = [...found.stores, ...toldStores(context.stores ?? [], found.stores)];
  const more = toldEntries(context.entryOptions ?? [], configuration, stores, found.entries);
  return { stores, entries: [...found.entries, ...more] };
}

/** The user of a Home Manager configuration; undefined in a module that nothing surrounds. */
function userName(home: HomeConfiguration): string | undefined {
  return home.user === '?' || home.user === '' ? undefined : home.user;
}

function homeDirectory(home: HomeConfiguration): string | undefined {
  const directory = home.lookup(['home', 'homeDirectory']);
  const text = textOf(directory);
  if (text !== undefined || directory.kind === 'unknown') return text;
  const name = userName(home);
  return name === undefined ? '~' : defaultHome(name);
}

function mentionedUsers(configuration: Configuration, entries: readonly Entry[]): Iterable<string> {
  const names = [...configuration.homes().values()].flatMap((home) => userName(home) ?? []);
  return [...names, ...entries.flatMap(({ origin }) => (origin.kind === 'user' ? origin.user : []))];
}
