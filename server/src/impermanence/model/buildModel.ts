import type { Sources } from '../../nix/eval/sources.ts';
import type { Configuration, HomeConfiguration } from '../../nix/modules/configuration.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { Entry, Model } from './model.ts';
import { isOwnPersistence } from './ownPersistence.ts';
import { createDoubts } from './partial.ts';
import { isHome, type Persisted, readPersisted, userName } from './persisted.ts';
import { allModules, findPersistenceModules } from './persistenceModules.ts';
import { readPreserved } from './preserved.ts';
import { type AssumedEra, findReleases } from './releases.ts';
import { noSystem, readSystem } from './system.ts';
import { type EntryOption, toldEntries, toldStores } from './toldEntries.ts';
import { buildUsers } from './users.ts';

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
  const system = isHome(configuration) ? undefined : configuration;
  const releases = findReleases(configuration, context.inputs, context.assumeEra);
  const { era } = releases.impermanence;
  const { inputs, sources } = context;
  const isOwn = (scope: 'nixos' | 'home', { modules, declarationsOf }: Configuration | HomeConfiguration) =>
    isOwnPersistence({ scope, modules, around: system?.modules ?? [], declarationsOf, inputs, era, sources });
  // Nobody knows what an implementation of somebody's own keeps.
  const open = configuration.open || configuration.host.kind === 'module' || isOwn('nixos', configuration);
  const found = readPersisted(configuration, era ?? 'v2', doubts, isOwn);
  const persisted = withTold(found, configuration, context);
  const users = buildUsers(system, mentionedUsers(configuration, persisted.entries), doubts);
  const homeOf = (name: string) => users.find((user) => user.name === name)?.home;
  for (const { unfollowed, site } of configuration.unfollowed) {
    if (unfollowed !== undefined) doubts.add('imports', unfollowed.reason, site ?? unfollowed.site);
  }
  return {
    host: configuration.host,
    configuration,
    open,
    releases,
    ...(system === undefined ? noSystem : readSystem(system, context.sources, open, doubts)),
    stores: persisted.stores,
    entries: persisted.entries,
    preserved: system === undefined ? [] : readPreserved(system, homeOf),
    users,
    unknowns: doubts.parts,
    persistenceModules: findPersistenceModules(allModules(configuration), context.inputs),
    files: configuration.files,
  };
}

/** With the stores and entries that settings tell of. */
function withTold(found: Persisted, configuration: Configuration, context: ModelContext): Persisted {
  const stores = [...found.stores, ...toldStores(context.stores ?? [], found.stores)];
  const more = toldEntries(context.entryOptions ?? [], configuration, stores, found.entries);
  return { stores, entries: [...found.entries, ...more] };
}

function mentionedUsers(configuration: Configuration, entries: readonly Entry[]): Iterable<string> {
  const names = [...configuration.homes().values()].flatMap((home) => userName(home) ?? []);
  return [...names, ...entries.flatMap(({ origin }) => (origin.kind === 'user' ? origin.user : []))];
}
