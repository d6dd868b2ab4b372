import type { AttrsValue, Site, Value } from '../../nix/eval/value.ts';
import { type MergedSet, mergedSet } from '../../nix/modules/configuration.ts';
import type { Model, Store } from '../model/model.ts';
import { ownItems } from '../model/userLists.ts';
import { attribute, namesIn } from './options.ts';
import { optionsOf } from './storeOptions.ts';

/** A set of options within a store, merged, whatever is in it. */
export interface StoreSet {
  readonly kind: 'store' | 'user' | 'directory' | 'file';
  readonly store: Store;
  readonly value: AttrsValue;
  readonly origin: MergedSet;
  /** Its option path with `<name>` and `*` in it, as knowledge/options writes it. */
  readonly pattern: string;
  /** For items of lists: where the item stands. */
  readonly site: Site | undefined;
}

/** All sets of options of all stores, enabled or not: stores, their users, and the objects in their lists. */
export function* storeSets(model: Model): Iterable<StoreSet> {
  for (const store of model.stores) {
    const root = store.scope.kind === 'system' ? 'environment.persistence.<name>' : 'home.persistence.<name>';
    const value = optionsOf(model, store)?.lookup(store.optionPath);
    if (value) yield* setsOf('store', store, value, root);
    const users = value?.kind === 'attrs' ? attribute(value, 'users') : undefined;
    for (const user of users ? namesIn(users).keys() : []) {
      const lists = users?.kind === 'attrs' ? attribute(users, user) : undefined;
      if (lists) yield* setsOf('user', store, lists, `${root}.users.<name>`);
    }
  }
}

function* setsOf(kind: 'store' | 'user', store: Store, value: Value, pattern: string): Iterable<StoreSet> {
  yield* setOf(kind, store, value, pattern, undefined);
  if (value.kind !== 'attrs') return;
  for (const [list, item] of [['directories', 'directory'] as const, ['files', 'file'] as const]) {
    const items = attribute(value, list);
    for (const each of items?.kind === 'list' ? ownItems(value, items, list) : []) {
      if (each.kind === 'item') yield* setOf(item, store, each.thunk.force(), `${pattern}.${list}.*`, each.site);
    }
  }
}

function* setOf(
  kind: StoreSet['kind'],
  store: Store,
  value: Value,
  pattern: string,
  site: Site | undefined,
): Iterable<StoreSet> {
  const origin = mergedSet(value);
  if (value.kind === 'attrs' && origin) yield { kind, store, value, origin, pattern, site };
}

/** Names that people write for `directory` and `file` of an entry. */
export const pathNames: ReadonlySet<string> = new Set([
  'path',
  'dir',
  'directories',
  'folder',
  'directory',
  'file',
  'files',
  'filename',
  'name',
]);

/** Whether an entry has no path, so that a name that is not known was meant for it. */
export function lacksPath({ kind, origin, value }: StoreSet): boolean {
  if (kind !== 'directory' && kind !== 'file') return false;
  return origin.definitions([kind]).length === 0 && value.rest === undefined;
}
