import type { Attr, Site, Value } from '../../nix/eval/value.ts';
import { type Condition, type Definition, mergedSet } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Store, StoreScope } from './model.ts';
import { all, type Doubts, doubt, presence, showPath } from './partial.ts';

/** A store with the merged value it was read from. */
export interface OpenStore {
  readonly store: Store;
  readonly value: Value;
}

/** Where stores are read from: the system's configuration or that of a Home Manager user. */
interface StoreSource {
  lookup(path: readonly string[]): Value;
  definitions(path: readonly string[]): readonly Definition[];
}

/** The stores that `environment.persistence` (`home.persistence`) of a configuration names, in its order. */
export function readStores(source: StoreSource, scope: StoreScope, doubts: Doubts): readonly OpenStore[] {
  const path = scope.kind === 'system' ? ['environment', 'persistence'] : ['home', 'persistence'];
  const stores = source.lookup(path);
  const shown = scopedPath(scope, path);
  if (stores.kind !== 'attrs') {
    doubt(doubts, shown, stores);
    return [];
  }
  if (stores.rest !== undefined) doubts.add(`${shown}.<name>`, stores.rest.reason, stores.rest.site);
  return [...stores.entries].map(([name, attr]) => {
    const optionPath = [...path, name];
    return readStore(name, attr, optionPath, scope, source.definitions(optionPath), doubts);
  });
}

function readStore(
  name: string,
  attr: Attr,
  optionPath: readonly string[],
  scope: StoreScope,
  definitions: readonly Definition[],
  doubts: Doubts,
): OpenStore {
  const value = attr.thunk.force();
  const shown = scopedPath(scope, optionPath);
  if (value.kind !== 'attrs') doubt(doubts, shown, value);
  else if (value.rest !== undefined) doubts.add(shown, value.rest.reason, value.rest.site);
  const sites = definitions.flatMap(({ nameSite }) => nameSite ?? []);
  const store: Store = {
    name,
    path: textOf(attribute(value, 'persistentStoragePath')) ?? (hasPath(value) ? undefined : name),
    pathSite: mergedSet(value)?.definitions(['persistentStoragePath'])[0]?.valueSite,
    enable: flag(value, 'enable', true),
    scope,
    site: attr.site ?? sites[0],
    sites: sites.length > 0 ? sites : siteList(attr.site),
    hideMounts: flag(value, 'hideMounts', false),
    enableWarnings: flag(value, 'enableWarnings', true),
    removePrefixDirectory: flag(value, 'removePrefixDirectory', false),
    condition: all(presence(attr), conditionOf(definitions)),
    optionPath,
  };
  return { store, value };
}

/** Early versions have no option for the path: the name is it. */
function hasPath(store: Value): boolean {
  return store.kind !== 'attrs' || store.entries.has('persistentStoragePath') || store.rest !== undefined;
}

/** A switch of a store; versions without it behave as its default does. */
function flag(store: Value, name: string, otherwise: boolean): boolean | undefined {
  const value = attribute(store, name);
  if (value === undefined) return store.kind === 'attrs' ? otherwise : undefined;
  return value.kind === 'boolean' ? value.value : undefined;
}

function conditionOf(definitions: readonly Definition[]): Condition {
  return definitions.length === 0 || definitions.some(({ condition }) => condition === 'yes') ? 'yes' : 'unknown';
}

function siteList(site: Site | undefined): readonly Site[] {
  return site === undefined ? [] : [site];
}

/** An option path for people, with the user where it is one of Home Manager. */
export function scopedPath(scope: StoreScope, path: readonly string[]): string {
  if (scope.kind === 'system' || scope.user === undefined) return showPath(...path);
  return showPath('home-manager', 'users', scope.user, ...path);
}
