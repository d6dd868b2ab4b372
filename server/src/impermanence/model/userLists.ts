import { sortedNames } from '../../nix/eval/builtins/attrs.ts';
import type { AttrsValue, Gap, KnownItem, ListItem, ListValue, Thunk, Unknown, Value } from '../../nix/eval/value.ts';
import { type Definition, mergedSet } from '../../nix/modules/configuration.ts';
import { defaultOrder, defaultPriority } from '../../nix/modules/definitions.ts';
import { attribute } from './defaults.ts';

export type ListName = 'directories' | 'files';

/**
 * A list of a store as v1 has it: with ordinary priority and order the module itself defines it as the lists of all users.
 * So weaker definitions (`mkDefault`) never count, a stronger one (`mkForce`) takes the place of what the users have,
 * and whoever reads `directories` of a store finds those of its users first. `own` is what others defined; items of
 * users are those of `users`, the same thunks. Source: nix-community/impermanence 785dd65 (2024-08-20), nixos.nix,
 * `config` of the store's submodule.
 */
export function withUserLists(store: AttrsValue, name: ListName, own: Value, users: Value | undefined): Value {
  if (users === undefined) return own;
  if (own.kind !== 'list') return own;
  const definitions = mergedSet(store)?.definitions([name]) ?? [];
  const stronger = definitions.filter(({ priority }) => priority < defaultPriority);
  if (stronger.some(({ condition }) => condition === 'yes')) return own;
  const others = listItemsOf(users, name);
  const doubted = stronger.length === 0 ? others : others.map((item) => doubtful(item, reasonOf(stronger)));
  const counting = definitions.filter(({ priority }) => priority <= defaultPriority);
  if (counting.length === 0) return { ...own, items: doubted };
  const before = countOf(counting.filter(({ order }) => order < defaultOrder));
  return { ...own, items: [...own.items.slice(0, before), ...doubted, ...own.items.slice(before)] };
}

/** The items of a list of a store that are not of its users. */
export function ownItems(store: AttrsValue, list: ListValue, name: ListName): readonly ListItem[] {
  const users = attribute(store, 'users');
  const ofUsers = new Set(users === undefined ? [] : listItemsOf(users, name).map(identityOf));
  return ofUsers.size === 0 ? list.items : list.items.filter((item) => !ofUsers.has(identityOf(item)));
}

/** What stays the same where an item is put into doubt. */
function identityOf(item: ListItem): Thunk | Gap {
  return item.kind === 'item' ? item.thunk : item;
}

/** An item of a user as the store has it; undefined where something took its place. */
export function itemInStore(item: KnownItem, list: Value | undefined): KnownItem | undefined {
  if (list?.kind !== 'list') return item;
  return list.items.find((each): each is KnownItem => each.kind === 'item' && each.thunk === item.thunk);
}

/** The lists of all users in the order of their names. */
function listItemsOf(users: Value, name: ListName): readonly ListItem[] {
  if (users.kind !== 'attrs') return users.kind === 'unknown' ? [{ kind: 'gap', unknown: users }] : [];
  const items = sortedNames(users).flatMap((user): readonly ListItem[] => {
    const attr = users.entries.get(user);
    const list = attr && attribute(attr.thunk.force(), name);
    if (list?.kind === 'unknown') return [{ kind: 'gap', unknown: list }];
    if (list?.kind !== 'list') return [];
    const { maybe } = attr ?? {};
    return maybe === undefined ? list.items : list.items.map((item) => doubtful(item, maybe));
  });
  return users.rest === undefined ? items : [...items, { kind: 'gap', unknown: users.rest }];
}

function doubtful(item: ListItem, why: Unknown): ListItem {
  return item.kind === 'gap' || item.maybe !== undefined ? item : { ...item, maybe: why };
}

function reasonOf(stronger: readonly Definition[]): Unknown {
  const reason = 'whether something takes the place of the entries of users is not known';
  return stronger[0]?.conditionReason ?? { kind: 'unknown', reason };
}

function countOf(definitions: readonly Definition[]): number {
  const counts = definitions.map(({ value }) => {
    const list = value.force();
    return list.kind === 'list' ? list.items.length : 1;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
