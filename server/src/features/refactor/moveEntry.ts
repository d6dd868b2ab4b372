import { all } from '../../impermanence/fixes/combine.ts';
import { removeEntry, textWithPath } from '../../impermanence/fixes/entries.ts';
import type { FixContext } from '../../impermanence/fixes/fileEdit.ts';
import { addEntry, addUserEntry, moveToUser } from '../../impermanence/fixes/storeLists.ts';
import type { Entry, Model, Store } from '../../impermanence/model/model.ts';
import { isBelow } from '../../impermanence/model/paths.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
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
  const owned = entry.kind === 'directory' && !text.startsWith('{') ? withOwner(text, entry) : text;
  return refactoring(
    'Move it to the system',
    'move',
    moved(context, entry, addEntry(context, entry.store, entry.kind, owned)),
  );
}

function withOwner(text: string, { user, group }: Entry): string {
  const owner = [user ? `user = "${user}";` : '', group ? `group = "${group}";` : ''].filter((part) => part !== '');
  return owner.length === 0 ? text : `{ directory = ${text}; ${owner.join(' ')} }`;
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
  const added =
    entry.origin.kind === 'user'
      ? addUserEntry(context, store, entry.origin.user, entry.kind, text)
      : addEntry(context, store, entry.kind, text);
  const { source, path } = entry;
  const isKnown = source !== undefined && store.path !== undefined && path.startsWith('/');
  const move = isKnown ? [{ from: source, to: store.path, path: path.slice(1) }] : [];
  return refactoring(`Move it to ${store.name}`, 'move', moved(context, entry, added), copyCommands(move));
}

function moved(
  context: FixContext,
  entry: Entry,
  added: readonly FileEdit[] | undefined,
): readonly FileEdit[] | undefined {
  return all(removeEntry(context, entry), added);
}
