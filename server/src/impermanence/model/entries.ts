import type { AttrsValue, KnownItem, ListItem, ListValue, Site, Value } from '../../nix/eval/value.ts';
import { type Condition, mergedSet } from '../../nix/modules/configuration.ts';
import type { Era } from '../knowledge/revisions.ts';
import { attribute, textOf } from './defaults.ts';
import type { Entry, EntryOrigin, Store } from './model.ts';
import { all, type Doubts, doubt, presence } from './partial.ts';
import { concatPaths, withoutPrefix } from './paths.ts';
import { type OpenStore, scopedPath } from './stores.ts';
import { itemInStore, type ListName, ownItems } from './userLists.ts';

/** What entries are computed with beside their own store. */
export interface EntryContext {
  readonly era: Era;
  readonly doubts: Doubts;
  /** The group the system fills in for an owner; undefined without a system. */
  groupOf(owner: string): Value | undefined;
  /** The home that v1's Home Manager module puts files into. */
  readonly home: string | undefined;
}

/** The entries of a store: its own, then those of its users. A disabled store has none. */
export function readEntries({ store, value }: OpenStore, context: EntryContext): readonly Entry[] {
  if (store.enable === false || value.kind !== 'attrs') return [];
  const condition = all(store.condition, store.enable === undefined ? 'unknown' : 'yes');
  const origin: EntryOrigin =
    store.scope.kind === 'system' ? { kind: 'system' } : { kind: 'home', user: store.scope.user };
  const conditionReason = store.enable === undefined ? 'whether the storage is enabled is not known' : undefined;
  const place: ListPlace = { store, ofStore: value, origin, condition, conditionReason, path: store.optionPath };
  return [...readLists(value, place, context), ...readUsers(value, place, context)];
}

/** Where a list of entries stands. */
interface ListPlace {
  readonly store: Store;
  /** The value of the store. */
  readonly ofStore: AttrsValue;
  readonly origin: EntryOrigin;
  readonly condition: Condition;
  readonly conditionReason: string | undefined;
  readonly path: readonly string[];
}

function readUsers(value: AttrsValue, around: ListPlace, context: EntryContext): readonly Entry[] {
  const { store } = around;
  const users = attribute(value, 'users');
  if (users === undefined || store.scope.kind !== 'system') return [];
  const path = [...store.optionPath, 'users'];
  if (users.kind !== 'attrs') {
    doubt(context.doubts, scopedPath(store.scope, path), users);
    return [];
  }
  if (users.rest !== undefined) {
    context.doubts.add(scopedPath(store.scope, [...path, '<name>']), users.rest.reason, users.rest.site);
  }
  return [...users.entries].flatMap(([user, attr]) => {
    const lists = attr.thunk.force();
    const userPath = [...path, user];
    if (lists.kind !== 'attrs') {
      doubt(context.doubts, scopedPath(store.scope, userPath), lists);
      return [];
    }
    const place: ListPlace = {
      store,
      ofStore: value,
      origin: { kind: 'user', user },
      condition: all(around.condition, presence(attr)),
      conditionReason: attr.maybe?.reason ?? around.conditionReason,
      path: userPath,
    };
    return readLists(lists, place, context);
  });
}

function readLists(holder: AttrsValue, place: ListPlace, context: EntryContext): readonly Entry[] {
  if (holder.rest !== undefined) {
    context.doubts.add(scopedPath(place.store.scope, place.path), holder.rest.reason, holder.rest.site);
  }
  return [...readList(holder, 'directory', place, context), ...readList(holder, 'file', place, context)];
}

function readList(holder: AttrsValue, kind: Entry['kind'], place: ListPlace, context: EntryContext): readonly Entry[] {
  const name = kind === 'directory' ? 'directories' : 'files';
  const list = attribute(holder, name);
  if (list === undefined) return [];
  const shown = scopedPath(place.store.scope, [...place.path, name]);
  if (list.kind !== 'list') {
    doubt(context.doubts, shown, list);
    return [];
  }
  return itemsAt(holder, list, name, place, context).flatMap((item) => {
    if (item.kind === 'item') return readItem(item, kind, { ...place, path: [...place.path, name] }, context) ?? [];
    context.doubts.add(shown, item.unknown.reason, item.unknown.site);
    return [];
  });
}

/** The items of a list: in v1 a store has those of its users as well, unless something took their place. */
function itemsAt(
  holder: AttrsValue,
  list: ListValue,
  name: ListName,
  { ofStore, origin }: ListPlace,
  { era }: EntryContext,
): readonly ListItem[] {
  if (era === 'v2' || origin.kind === 'home') return list.items;
  if (origin.kind === 'system') return ownItems(holder, list, name);
  const inStore = attribute(ofStore, name);
  return list.items.flatMap((item) => (item.kind === 'gap' ? item : (itemInStore(item, inStore) ?? [])));
}

function readItem(item: KnownItem, kind: Entry['kind'], place: ListPlace, context: EntryContext): Entry | undefined {
  const value = item.thunk.force();
  const target = targetOf(value, kind, place.store, context);
  const path = textOf(target);
  if (path === undefined) {
    doubt(context.doubts, scopedPath(place.store.scope, place.path), target);
    return undefined;
  }
  if (value.kind === 'attrs') doubtFields(value, kind, path, place, context.doubts);
  const written = value.kind === 'attrs' ? (attribute(value, kind) ?? target) : value;
  const owner = ownership(value, kind, path, place, context);
  const object = value.kind === 'attrs' && fieldSite(value, [kind])?.named === true;
  return {
    kind,
    path,
    written: textOf(written) ?? path,
    source: value.kind === 'attrs' ? textOf(attribute(value, 'persistentStoragePath')) : place.store.path,
    store: place.store,
    origin: place.origin,
    ...owner,
    method: methodOf(value, kind, place.origin, context.era),
    hideMount: flagOf(value, 'hideMount'),
    condition: all(place.condition, presence(item)),
    conditionReason: item.maybe?.reason ?? place.conditionReason,
    site: item.site ?? value.site,
    pathSite: written.site === item.site ? undefined : written.site,
    fieldSites: fieldSites(value),
    object,
  };
}

/** Takes down the fields of an entry that are not known: it is there, but not all of it is. */
function doubtFields(value: AttrsValue, kind: Entry['kind'], path: string, place: ListPlace, doubts: Doubts): void {
  const names = kind === 'directory' ? ['user', 'group', 'mode'] : ['method'];
  for (const name of [...names, 'persistentStoragePath']) {
    const field = attribute(value, name);
    if (field?.kind !== 'unknown' && field?.kind !== 'failure') continue;
    doubt(doubts, scopedPath(place.store.scope, [...place.path, path, name]), field);
  }
}

/** The final target. v1's Home Manager files are plain strings, which nothing filled in. */
function targetOf(value: Value, kind: Entry['kind'], store: Store, { home }: EntryContext): Value {
  if (value.kind === 'attrs') {
    const target = attribute(value, kind === 'directory' ? 'dirPath' : 'filePath');
    return target ?? { kind: 'unknown', reason: 'its path is not known' };
  }
  if (value.kind !== 'string') return value.kind === 'failure' ? value : notKnown(value);
  if (store.scope.kind === 'system') return value;
  if (home === undefined) return { kind: 'unknown', reason: 'the home directory is not known', site: value.site };
  const relative = store.removePrefixDirectory === true ? withoutPrefix(value.text) : value.text;
  return { kind: 'string', text: concatPaths(home, relative), site: value.site };
}

function notKnown(value: Value): Value {
  return value.kind === 'unknown'
    ? value
    : { kind: 'unknown', reason: `an entry is a ${value.kind}`, site: value.site };
}

function ownership(value: Value, kind: Entry['kind'], path: string, place: ListPlace, context: EntryContext) {
  if (kind === 'file' || value.kind !== 'attrs') return { user: undefined, group: undefined, mode: undefined };
  const user = textOf(attribute(value, 'user'));
  const written = attribute(value, 'group');
  // The Home Manager module leaves the group to the system, which takes that of the owner.
  const group = written?.kind === 'null' && user !== undefined ? context.groupOf(user) : written;
  if (group !== written && group !== undefined) {
    doubt(context.doubts, scopedPath(place.store.scope, [...place.path, path, 'group']), group);
  }
  const hasMode = context.era === 'v2' || place.origin.kind !== 'home';
  return { user, group: textOf(group), mode: hasMode ? textOf(attribute(value, 'mode')) : undefined };
}

/** How the entry gets to its place, for files, and for the directories that v1's Home Manager module mounts itself. */
function methodOf(value: Value, kind: Entry['kind'], origin: EntryOrigin, era: Era): string | undefined {
  const isV1Home = era !== 'v2' && origin.kind === 'home';
  if (kind === 'file') {
    if (isV1Home) return 'symlink';
    return era === 'v2' ? textOf(attribute(value, 'method')) : 'auto';
  }
  if (!isV1Home) return undefined;
  return value.kind === 'attrs' ? textOf(attribute(value, 'method')) : 'bindfs';
}

function flagOf(value: Value, name: string): boolean | undefined {
  const flag = attribute(value, name);
  return flag?.kind === 'boolean' ? flag.value : undefined;
}

const fieldNames = [
  'directory',
  'file',
  'user',
  'group',
  'mode',
  'method',
  'hideMount',
  'allowTrash',
  'persistentStoragePath',
];
const ownPaths = fieldNames.map((name) => [name]);
const parentPaths = ['user', 'group', 'mode'].map((name) => ['parentDirectory', name]);

/** The sites of the values of fields that were written; `parentDirectory.mode` and the like under their dotted names. */
function fieldSites(value: Value): Readonly<Record<string, Site | undefined>> {
  if (value.kind !== 'attrs') return {};
  const sites: Record<string, Site | undefined> = {};
  // The set of the parent is only made where somebody wrote one.
  const paths = mergedSet(value)?.definitions(['parentDirectory'])[0] ? [...ownPaths, ...parentPaths] : ownPaths;
  for (const path of paths) {
    const found = fieldSite(value, path);
    if (found?.named === true) sites[path.join('.')] = found.site;
  }
  return sites;
}

/** Where a field was written; `named` is false for the field that a plain string was turned into. */
function fieldSite(
  value: AttrsValue,
  path: readonly string[],
): { readonly site: Site | undefined; readonly named: boolean } | undefined {
  const definition = mergedSet(value)?.definitions(path)[0];
  if (definition === undefined) return undefined;
  return { site: definition.valueSite ?? definition.nameSite, named: definition.nameSite !== undefined };
}
