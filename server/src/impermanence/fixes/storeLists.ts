import { staticName } from '../../nix/syntax/attrPath.ts';
import { findBinding, setAttribute } from '../../nix/syntax/build/attributes.ts';
import { insertBinding } from '../../nix/syntax/build/bindings.ts';
import { isSimple, replaceExpression } from '../../nix/syntax/build/expressions.ts';
import { insertListItem } from '../../nix/syntax/build/lists.ts';
import type { Expression, List, SyntaxTree } from '../../nix/syntax/tree.ts';
import type { Entry, Store } from '../model/model.ts';
import { all } from './combine.ts';
import { lastWithPrefix, type NamePlace, placeOfName, prefixText, siblings } from './definitions.ts';
import { entryNode, isTakenAsItIs, takeEntry, textWithPath } from './entries.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile } from './located.ts';
import { contentOf, listIn, propertiesOf, setIn } from './values.ts';

/** Adds an entry to a store, `text` being Nix: to its list of this kind, or to a new one. With `like`, behind that entry. */
export function addEntry(
  context: FixContext,
  store: Store,
  kind: Entry['kind'],
  text: string,
  like?: Entry,
): readonly FileEdit[] | undefined {
  return (like && addBehind(context, like, text)) ?? addEntries(context, store, kind, [text]);
}

/** Moves an entry to the entries that a store has of the system, or of a user. `text` is what it is there. */
export function moveEntryTo(
  context: FixContext,
  entry: Entry,
  store: Store,
  user: string | undefined,
  text: string,
): readonly FileEdit[] | undefined {
  const taken = takeEntry(context, entry);
  if (taken === undefined) return undefined;
  const path = user === undefined ? [listName(entry.kind)] : ['users', user, listName(entry.kind)];
  return all(taken.edits, addTo(context, store, path, [{ text, comment: taken.comment }]));
}

/** Adds several entries of one kind to a store; no edit for none. */
export function addEntries(
  context: FixContext,
  store: Store,
  kind: Entry['kind'],
  texts: readonly string[],
): readonly FileEdit[] | undefined {
  return texts.length === 0 ? [] : addTo(context, store, [listName(kind)], texts.map(plain));
}

/** Adds an entry to what a store keeps of a user's home; `text` is Nix. */
export function addUserEntry(
  context: FixContext,
  store: Store,
  user: string,
  kind: Entry['kind'],
  text: string,
): readonly FileEdit[] | undefined {
  return addUserEntries(context, store, user, kind, [text]);
}

/** Adds several entries of one kind to what a store keeps of a user's home; no edit for none. */
export function addUserEntries(
  context: FixContext,
  store: Store,
  user: string,
  kind: Entry['kind'],
  texts: readonly string[],
): readonly FileEdit[] | undefined {
  return texts.length === 0 ? [] : addTo(context, store, ['users', user, listName(kind)], texts.map(plain));
}

/** Moves an entry of the system to a user of the same store. `relative` is its path in the home. */
export function moveToUser(
  context: FixContext,
  entry: Entry,
  user: string,
  relative: string,
): readonly FileEdit[] | undefined {
  const text = textWithPath(context, entry, relative);
  return text === undefined ? undefined : moveEntryTo(context, entry, entry.store, user, text);
}

/** An item to be written, and the comment behind it. */
interface Item {
  readonly text: string;
  readonly comment: string;
}

function plain(text: string): Item {
  return { text, comment: '' };
}

function listName(kind: Entry['kind']): string {
  return kind === 'directory' ? 'directories' : 'files';
}

function addBehind(context: FixContext, like: Entry, text: string): readonly FileEdit[] | undefined {
  const found = entryNode(context, like);
  // Beside what code makes an entry of, the text would not be one as it is.
  const located = found && isTakenAsItIs(found.located) ? found.located : undefined;
  const at = located?.nodes.findLastIndex(({ kind }) => kind === 'list') ?? -1;
  const list = located?.nodes[at];
  const index = list?.kind === 'list' ? list.items.indexOf(located?.nodes[at + 1] as Expression) : -1;
  if (!located || list?.kind !== 'list' || index < 0) return undefined;
  return inFile(located.file, insertListItem(located.tree, list, index + 1, text));
}

/** `path` leads from the store to the list. */
function addTo(
  context: FixContext,
  store: Store,
  path: readonly string[],
  items: readonly Item[],
): readonly FileEdit[] | undefined {
  const places = store.sites.flatMap((site) => {
    const place = placeOfName(context, site);
    return place ? siblings(place).map((binding) => ({ ...place, binding })) : [];
  });
  const lists = places.flatMap((place) => {
    const value = valueAt(place, path);
    const list = value && listIn(value);
    return list && !holdsAll(place.tree, list, items)
      ? [{ place, list, rank: rankOf(place.binding.value, value) }]
      : [];
  });
  const best = lists.reduce<(typeof lists)[number] | undefined>(
    (chosen, each) => (chosen === undefined || each.rank < chosen.rank ? each : chosen),
    undefined,
  );
  if (best) return inFile(best.place.file, append(best.place.tree, best.list, items));
  for (const place of places) {
    const value = valueAt(place, path);
    // What is no list literal is one when it is evaluated, so that another can be joined to it.
    if (value && !listIn(value)) return inFile(place.file, joined(place.tree, value, listText(items)));
  }
  const written = places.filter((place) => valueAt(place, path));
  for (const place of places) {
    // A second list beside the first in one set is refused, and the first must not go.
    if (written.some(({ set, binding }) => set === place.set || binding === place.binding)) continue;
    const edits = newList(place, path, listText(items));
    if (edits) return edits;
  }
  return undefined;
}

/** What is written for the option at a path below the store's name. */
function valueAt({ binding, index }: NamePlace, path: readonly string[]): Expression | undefined {
  const rest = binding.path.slice(index + 1).map(staticName);
  if (rest.some((name, at) => name !== path[at])) return undefined;
  if (rest.length === path.length) return binding.value;
  const set = setIn(binding.value);
  return set && findBinding(set, path.slice(rest.length))?.binding.value;
}

/** A list that overrides the others comes first, one that is there under a condition last. */
function rankOf(...values: readonly Expression[]): number {
  const properties = values.flatMap(propertiesOf);
  if (properties.includes('mkIf')) return 2;
  return properties.includes('mkForce') ? 0 : 1;
}

/** What stands in a list already and is missing all the same is overridden by another: there is no use in writing it again. */
function holdsAll(tree: SyntaxTree, list: List, items: readonly Item[]): boolean {
  const written = new Set(list.items.map(({ start, end }) => tree.text.slice(start, end)));
  return items.every(({ text }) => written.has(text));
}

function append(tree: SyntaxTree, list: List, items: readonly Item[]) {
  if (list.items.length === 0) return replaceExpression(tree, list, listText(items));
  return items.flatMap(({ text, comment }) => insertListItem(tree, list, list.items.length, text, comment));
}

function joined(tree: SyntaxTree, value: Expression, text: string) {
  const content = contentOf(value);
  const parts = mergedParts(content);
  if (parts) return insertListItem(tree, parts, parts.items.length, text);
  const isOperand = isSimple(content) || content.kind === 'apply' || isConcatenation(content);
  const own = tree.text.slice(content.start, content.end);
  return replaceExpression(tree, content, `${isOperand ? own : `(${own})`} ++ ${text}`);
}

function isConcatenation(value: Expression): boolean {
  return value.kind === 'binary' && value.operator === '++';
}

/** The list that `mkMerge` is given: it makes no list of it, so that nothing can be joined to what it gives. */
function mergedParts(value: Expression): List | undefined {
  if (value.kind !== 'apply' || value.argument.kind !== 'list') return undefined;
  const { callee } = value;
  const last = callee.kind === 'select' ? callee.path.at(-1) : undefined;
  const name = callee.kind === 'identifier' ? callee.name : last && staticName(last);
  return name === 'mkMerge' ? value.argument : undefined;
}

function newList(place: NamePlace, path: readonly string[], text: string): readonly FileEdit[] | undefined {
  const { tree, file, binding, index, set } = place;
  if (index < binding.path.length - 1) {
    const name = `${prefixText(tree, binding, index)}.${path.join('.')}`;
    return inFile(file, insertBinding(tree, set, `${name} = ${text};`, lastWithPrefix(place)));
  }
  const inner = setIn(binding.value);
  const edits = inner && setAttribute(tree, inner, path, text);
  return edits && inFile(file, edits);
}

function listText(items: readonly Item[]): string {
  const line = `[ ${items.map(({ text }) => text).join(' ')} ]`;
  const hasComment = items.some(({ comment }) => comment !== '');
  if (!hasComment && (items.length === 1 || line.length <= 60)) return line;
  return `[\n${items.map(({ text, comment }) => `  ${text}${comment === '' ? '' : ` ${comment}`}\n`).join('')}]`;
}
