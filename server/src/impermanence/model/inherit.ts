import type { AttrsValue, Value } from '../../nix/eval/value.ts';
import { lazy } from '../../nix/eval/value.ts';
import { mergedSet } from '../../nix/modules/configuration.ts';
import { nothing, text } from '../../nix/modules/declare.ts';
import { equalValues } from '../../nix/modules/equal.ts';
import type { Era } from '../knowledge/revisions.ts';
import { attribute, mapList, mapSet, mapText, mapTexts, setOr, settingOf, withAttributes } from './defaults.ts';
import { concatPaths, dirOf, withoutPrefix } from './paths.ts';
import { withUserLists } from './userLists.ts';

/** Whose entries they are: what they get where they say nothing. `home` is undefined for entries of the system. */
export interface Owner {
  readonly user: Value;
  readonly group: Value;
  readonly home: Value | undefined;
}

/** The owner of entries that stand directly in a store of the system. */
export const systemOwner: Owner = { user: text('root'), group: text('root'), home: undefined };

/**
 * The stores of the system with all that entries inherit filled in as the module of that era does: owner, mode, storage
 * path, the final target (`dirPath`, `filePath`). `ownerOf` gives the owner of entries below `users.<name>`.
 */
export function completeSystemStores(stores: Value, era: Era, ownerOf: (user: string) => Owner): Value {
  return mapSet(stores, (store) => {
    if (store.kind !== 'attrs') return store;
    const completed = completeLists(store, store, era, systemOwner);
    const written = attribute(store, 'users');
    if (written === undefined) return completed;
    const users = lazy(() =>
      mapSet(written, (user, name) =>
        user.kind === 'attrs' ? completeLists(user, store, era, withDeclaredHome(user, ownerOf(name), era)) : user,
      ),
    );
    if (era === 'v2') return withAttributes(completed, ['users'], () => users.force());
    return withAttributes(completed, ['users', 'directories', 'files'], (name) =>
      name === 'users'
        ? users.force()
        : withUserLists(store, name, attribute(completed, name) ?? noItems, users.force()),
    );
  });
}

/** The stores of a Home Manager user, filled in likewise. */
export function completeHomeStores(stores: Value, era: Era, owner: Owner): Value {
  return mapSet(stores, (store) => (store.kind === 'attrs' ? completeLists(store, store, era, owner) : store));
}

/** Before the rewrite a user's home was an option of its own beside the lists. */
function withDeclaredHome(user: AttrsValue, owner: Owner, era: Era): Owner {
  return era === 'v2' ? owner : { ...owner, home: attribute(user, 'home') ?? owner.home };
}

function completeLists(holder: AttrsValue, store: AttrsValue, era: Era, owner: Owner): AttrsValue {
  return withAttributes(holder, ['directories', 'files'], (name) => {
    const complete = name === 'files' ? completeFile : completeDirectory;
    const value = attribute(holder, name);
    if (value === undefined) return noItems;
    return mapList(value, (item) => (item.kind === 'attrs' ? complete({ item, store, era, owner }) : item));
  });
}

const noItems: Value = { kind: 'list', items: [] };

/** An entry as it was merged, with all that it inherits from. */
export interface Inheriting {
  readonly item: AttrsValue;
  readonly store: AttrsValue;
  readonly era: Era;
  readonly owner: Owner;
}

const commonFields = ['home', 'persistentStoragePath', 'enableDebugging'] as const;
const directoryFields = [...commonFields, 'user', 'group', 'mode', 'hideMount', 'allowTrash', 'dirPath'] as const;
const homeDirectoryFields = [...directoryFields, 'method'] as const;
const fileFields = [...commonFields, 'filePath', 'parentDirectory'] as const;
const parentFields = ['user', 'group', 'mode', 'directory', 'dirPath', 'home', 'persistentStoragePath'] as const;

function completeDirectory(entry: Inheriting): AttrsValue {
  const hasMethod = entry.era !== 'v2' && mergedSet(entry.store)?.path[0] === 'home';
  const fields = hasMethod ? homeDirectoryFields : directoryFields;
  return withAttributes(entry.item, fields, (name) => directoryField(entry, name));
}

function directoryField(entry: Inheriting, name: (typeof homeDirectoryFields)[number]): Value {
  const { item, era } = entry;
  switch (name) {
    case 'user':
    case 'group':
    case 'mode':
      return besideDefault(item, name, inheritedField(entry, name));
    case 'dirPath':
      return overridden(item, [name], era) ?? inheritedField(entry, name);
    case 'home':
      return homeOf(entry);
    default:
      return setOr(item, name, () => inheritedField(entry, name));
  }
}

type InheritedField = (typeof homeDirectoryFields)[number] | 'filePath';

/** What an option of an entry comes to where nobody sets it. */
export function inheritedField(entry: Inheriting, name: InheritedField): Value {
  const { item, store, era, owner } = entry;
  switch (name) {
    case 'user':
      return owner.user;
    case 'group':
      return owner.group;
    case 'mode':
      return text('0755');
    case 'home':
      return owner.home ?? nothing;
    case 'hideMount':
      return inherited(store, 'hideMounts');
    case 'method':
      return inherited(store, 'defaultDirectoryMethod', text('bindfs'));
    case 'dirPath':
      return target(homeOf(entry), attribute(item, 'directory'), era, isStow(store, era));
    case 'filePath':
      return target(homeOf(entry), attribute(item, 'file'), era, isStow(store, era));
    default:
      return inherited(store, name);
  }
}

/** A field that the module defines itself, by `mkDefault`: weaker definitions do not count, and one as strong must agree. */
function besideDefault(item: AttrsValue, name: string, byModule: Value): Value {
  const value = setOr(item, name, () => byModule, 1000);
  if (value.kind === 'unknown' || settingOf(item, [name], 1000) === 'unset') return value;
  if (settingOf(item, [name], 999) !== 'unset' || equalValues(value, byModule) !== false) return value;
  const message = `The option \`${name}' has conflicting definition values: the module sets it by mkDefault, too.`;
  return { kind: 'failure', cause: 'other', message, site: value.site };
}

function completeFile(entry: Inheriting): AttrsValue {
  return withAttributes(entry.item, fileFields, (name) => {
    const { item, era } = entry;
    if (name === 'parentDirectory') return completeParent(entry);
    if (name !== 'filePath') return commonField(entry, name);
    return overridden(item, [name], era) ?? inheritedField(entry, name);
  });
}

function completeParent(entry: Inheriting): AttrsValue {
  const parent = attribute(entry.item, 'parentDirectory');
  const written: AttrsValue = parent?.kind === 'attrs' ? parent : { kind: 'attrs', entries: new Map() };
  return withAttributes(written, parentFields, (name) => parentField(entry, parent, name));
}

function parentField(entry: Inheriting, parent: Value | undefined, name: ParentField): Value {
  const { item, era } = entry;
  switch (name) {
    case 'user':
    case 'group':
    case 'mode': {
      const fallback = inheritedParent(entry, name);
      if (settingOf(item, ['parentDirectory', name], 1000) === 'unset') return fallback;
      return attribute(parent ?? item, name) ?? fallback;
    }
    case 'dirPath':
      return overridden(item, ['parentDirectory', name], era) ?? inheritedParent(entry, name);
    default:
      return inheritedParent(entry, name);
  }
}

type ParentField = (typeof parentFields)[number] | 'enableDebugging';

/** What an option of the folder of a file comes to where nobody sets it. */
export function inheritedParent(entry: Inheriting, name: ParentField): Value {
  const directory = () => mapText(attribute(entry.item, 'file') ?? missing('file'), dirOf);
  switch (name) {
    case 'user':
    case 'group':
    case 'mode':
      return inheritedField(entry, name);
    case 'directory':
      return directory();
    case 'dirPath':
      return target(homeOf(entry), directory(), entry.era, false);
    default:
      return commonField(entry, name);
  }
}

function commonField(entry: Inheriting, name: (typeof commonFields)[number]): Value {
  const { item, store } = entry;
  return name === 'home' ? homeOf(entry) : setOr(item, name, () => inherited(store, name));
}

function homeOf({ item, owner }: Inheriting): Value {
  return settingOf(item, ['home']) === 'set' ? (attribute(item, 'home') ?? nothing) : (owner.home ?? nothing);
}

/** The value of an option of the store; where its version of the module has no such option, what stands for it. */
function inherited(store: AttrsValue, name: string, otherwise?: Value): Value {
  return (
    attribute(store, name) ??
    otherwise ??
    (name === 'persistentStoragePath' ? nameOf(store) : { kind: 'boolean', value: false })
  );
}

function nameOf(store: AttrsValue): Value {
  const name = mergedSet(store)?.path.at(-1);
  return name === undefined ? missing('persistentStoragePath') : text(name);
}

/**
 * The target of an entry. Up to v1 a system path stays as it is written; since the rewrite it is put together anew,
 * which drops empty components and makes it absolute.
 */
function target(home: Value, written: Value | undefined, era: Era, stow: boolean): Value {
  const path = written ?? missing('directory');
  if (home.kind === 'null') return era === 'v2' ? mapText(path, (only) => concatPaths('/', only)) : path;
  return mapTexts(home, path, (base, relative) => concatPaths(base, stow ? withoutPrefix(relative) : relative));
}

/** The hidden option of the target, where somebody set it hard enough to win over the module's own definition. */
function overridden(item: AttrsValue, path: readonly string[], era: Era): Value | undefined {
  const weakest = era === 'v2' ? 99 : 999;
  const definitions = mergedSet(item)?.definitions(path) ?? [];
  const winning = definitions.find(({ priority, condition }) => priority <= weakest && condition === 'yes');
  return winning?.value.force();
}

/** The layout of GNU Stow, which the rewrite no longer knows. */
function isStow(store: AttrsValue, era: Era): boolean {
  if (era === 'v2') return false;
  const prefix = attribute(store, 'removePrefixDirectory');
  return prefix?.kind === 'boolean' && prefix.value;
}

function missing(option: string): Value {
  return {
    kind: 'failure',
    cause: 'missing-attribute',
    message: `the option \`${option}' was accessed but has no value defined`,
  };
}
