import type { ListItem, Value } from '../../nix/eval/value.ts';
import type { Condition, Configuration, HomeConfiguration } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Entry, EntryOrigin, Store } from './model.ts';
import { defaultHome } from './owners.ts';
import { all, presence } from './partial.ts';
import { concatPaths } from './paths.ts';

/** A setting: an option of the configuration's own that holds entries, where evaluation cannot follow it. `path` is dotted. */
export interface EntryOption {
  readonly path: string;
  readonly kind: 'directory' | 'file';
  readonly scope: 'system' | 'home';
}

/** The stores that settings name and the configuration does not. */
export function toldStores(paths: readonly string[], known: readonly Store[]): readonly Store[] {
  return paths
    .filter((path) => !known.some((store) => store.path === path))
    .map((path) => ({
      name: path,
      path,
      enable: true,
      scope: { kind: 'system' },
      site: undefined,
      sites: [],
      hideMounts: undefined,
      enableWarnings: undefined,
      condition: 'yes',
      optionPath: [],
    }));
}

/** The entries in options that settings name, kept in the first store there is. Paths that are entries already are left out. */
export function toldEntries(
  options: readonly EntryOption[],
  configuration: Configuration,
  stores: readonly Store[],
  known: readonly Entry[],
): readonly Entry[] {
  const store = stores.find(({ scope }) => scope.kind === 'system') ?? stores[0];
  if (store === undefined) return [];
  const taken = new Set(known.map(({ kind, path }) => `${kind} ${path}`));
  const found = options.flatMap((option) => {
    if (option.scope === 'system') return listed(option, configuration, store, { kind: 'system' }, '/');
    return [...configuration.homes().values()].flatMap((home) => {
      const base = textOf(home.lookup(['home', 'homeDirectory'])) ?? defaultHome(home.user);
      return listed(option, home, store, { kind: 'home', user: home.user }, base);
    });
  });
  return found.filter(({ kind, path }) => !taken.has(`${kind} ${path}`));
}

function listed(
  option: EntryOption,
  source: Configuration | HomeConfiguration,
  store: Store,
  origin: EntryOrigin,
  base: string,
): readonly Entry[] {
  return source.definitions(option.path.split('.')).flatMap((definition) => {
    const value = definition.value.force();
    if (value.kind !== 'list') return [];
    return value.items.flatMap((item) => toldEntry(item, option, store, origin, base, definition.condition) ?? []);
  });
}

function toldEntry(
  item: ListItem,
  { kind }: EntryOption,
  store: Store,
  origin: EntryOrigin,
  base: string,
  condition: Condition,
): Entry | undefined {
  if (item.kind === 'gap') return undefined;
  const value = item.thunk.force();
  const field = (name: string) => (value.kind === 'attrs' ? textOf(attribute(value, name)) : undefined);
  const path: Value | undefined = value.kind === 'attrs' ? attribute(value, kind) : value;
  const written = textOf(path);
  if (written === undefined) return undefined;
  return {
    kind,
    path: concatPaths(base, written),
    written,
    source: store.path,
    store,
    origin,
    user: field('user'),
    group: field('group'),
    mode: field('mode'),
    method: field('method'),
    hideMount: undefined,
    condition: all(condition, presence(item)),
    site: item.site ?? value.site,
    pathSite: path?.site === item.site ? undefined : path?.site,
    fieldSites: {},
    object: value.kind === 'attrs',
  };
}
