import { applyEdits } from '../../base/edit.ts';
import { textWithPath } from '../../impermanence/fixes/entries.ts';
import type { FixContext } from '../../impermanence/fixes/fileEdit.ts';
import { moveEntryTo, moveToUser } from '../../impermanence/fixes/storeLists.ts';
import type { Entry, Model, Store } from '../../impermanence/model/model.ts';
import { isBelow } from '../../impermanence/model/paths.ts';
import { setAttribute } from '../../nix/syntax/build/attributes.ts';
import { parse } from '../../nix/syntax/parse.ts';
import { entryItemsAt } from '../cursor/modelAt.ts';
import { copyCommands } from './dataMove.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** An entry goes to a user, back to the system, or to another store. The data has to be moved by hand where the store changes. */
export function moveEntry({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const [found] = entryItemsAt(analysis, path, selection.start);
  if (!found) return [];
  const { item: entry, host } = found;
  return [
    ...toOwner(analysis.context, entry, host.model),
    ...host.model.stores
      .filter((store) => !keeps(host.model, store, entry))
      .flatMap((store) => toStore(analysis.context, entry, store)),
  ];
}

function toOwner(context: FixContext, entry: Entry, model: Model): readonly Refactoring[] {
  if (entry.origin.kind === 'system') {
    return model.users.flatMap(({ name, home }) => {
      if (home === undefined || !isBelow(entry.path, home)) return [];
      const relative = entry.path.slice(home.length + 1);
      return refactoring(`Move it to users.${name}`, 'move', moveToUser(context, entry, name, relative));
    });
  }
  if (entry.origin.kind !== 'user') return [];
  // The system's entries belong to root unless they say otherwise, so the owner has to be said.
  const text = textWithPath(context, entry, entry.path);
  if (text === undefined) return [];
  const edits = moveEntryTo(context, entry, entry.store, undefined, withOwner(text, entry));
  return refactoring('Move it to the system', 'move', edits);
}

/** The owner of a directory; a file has that of its folder to say. */
function withOwner(text: string, { kind, origin, user, group, fieldSites }: Entry): string {
  const before = kind === 'directory' ? '' : 'parentDirectory.';
  const owner = { user: user ?? (origin.kind === 'user' ? origin.user : undefined), group };
  const missing = (['user', 'group'] as const).flatMap((name) => {
    const value = owner[name];
    return value === undefined || fieldSites[`${before}${name}`] ? [] : [{ name, value: `"${value}"` }];
  });
  if (missing.length === 0) return text;
  if (!text.startsWith('{')) {
    const fields = missing.map(({ name, value }) => `${before}${name} = ${value};`);
    return `{ ${[`${kind} = ${text};`, ...fields].join(' ')} }`;
  }
  return missing.reduce((object, { name, value }) => withField(object, `${before}${name}`.split('.'), value), text);
}

function withField(object: string, path: readonly string[], value: string): string {
  const tree = parse(object);
  const edits = tree.root.kind === 'attributeSet' ? setAttribute(tree, tree.root, path, value) : undefined;
  return edits ? applyEdits(object, edits) : object;
}

/** Whether a store has an entry for the same path already: there is nothing to move then, one of the two is too much. */
function keeps({ entries }: Model, store: Store, { path, kind }: Entry): boolean {
  return entries.some((each) => each.store.name === store.name && each.path === path && each.kind === kind);
}

function toStore(context: FixContext, entry: Entry, store: Store): readonly Refactoring[] {
  const isOther = store.name !== entry.store.name && store.scope.kind === entry.store.scope.kind;
  if (!isOther || store.scope.kind === 'home' || store.enable !== true) return [];
  const text = textWithPath(context, entry, entry.written);
  if (text === undefined) return [];
  const user = entry.origin.kind === 'user' ? entry.origin.user : undefined;
  const edits = moveEntryTo(context, entry, store, user, text);
  const { source, path } = entry;
  const isKnown = source !== undefined && store.path !== undefined && path.startsWith('/');
  const move = isKnown ? [{ from: source, to: store.path, path: path.slice(1) }] : [];
  return refactoring(`Move it to ${store.name}`, 'move', edits, copyCommands(move));
}
