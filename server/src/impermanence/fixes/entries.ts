import type { Site } from '../../nix/eval/value.ts';
import { staticName, staticText, withoutParentheses } from '../../nix/syntax/attrPath.ts';
import { findBinding, setAttribute } from '../../nix/syntax/build/attributes.ts';
import { removeBinding } from '../../nix/syntax/build/bindings.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import type { AttributeSet, Expression, StringLiteral, SyntaxNode } from '../../nix/syntax/tree.ts';
import { isExpression } from '../../nix/syntax/walk.ts';
import type { Entry } from '../model/model.ts';
import { all } from './combine.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { removeListItem, takeListItem } from './lists.ts';
import { inFile, type Located, locate, nodeAndParent, removal } from './located.ts';
import { quoted } from './text.ts';

/** Removes an entry from its list; undefined where it was not written as an item of one, but made by code. */
export function removeEntry(context: FixContext, entry: Entry): readonly FileEdit[] | undefined {
  const written = entryNode(context, entry);
  return written && entry.site && removeListItem(context, entry.site);
}

/** Takes an entry from its list for another: with the comment behind it, which is to be written there. */
export function takeEntry(context: FixContext, entry: Entry): ReturnType<typeof takeListItem> {
  return entryNode(context, entry) && entry.site && takeListItem(context, entry.site);
}

/** Removes several entries. */
export function removeEntries(context: FixContext, entries: readonly Entry[]): readonly FileEdit[] | undefined {
  return all(...entries.map((entry) => removeEntry(context, entry)));
}

/** Gives an entry another path: `written` is what stands in its string then. */
export function rewritePath(context: FixContext, entry: Entry, written: string): readonly FileEdit[] | undefined {
  const found = pathNode(context, entry);
  const text = found && rewritten(found.located.tree.text, found.string, entry.written, written);
  if (!found || text === undefined) return undefined;
  return inFile(found.located.file, replaceExpression(found.located.tree, found.string, text));
}

/** Sets a field of an entry; a string becomes an object for it. `text` is Nix. */
export function setEntryField(
  context: FixContext,
  entry: Entry,
  field: string,
  text: string,
): readonly FileEdit[] | undefined {
  return setEntryFields(context, entry, [[field, text]]);
}

/** Sets several fields of an entry. */
export function setEntryFields(
  context: FixContext,
  entry: Entry,
  fields: readonly (readonly [field: string, text: string])[],
): readonly FileEdit[] | undefined {
  const found = entryNode(context, entry);
  if (!found) return undefined;
  const { located, node } = found;
  if (node.kind === 'attributeSet') {
    return all(
      ...fields.map(([field, text]) => {
        const edits = setAttribute(located.tree, node, [field], text);
        return edits && inFile(located.file, edits);
      }),
    );
  }
  if (!isTakenAsItIs(located)) return undefined;
  const path = located.tree.text.slice(node.start, node.end);
  const parts = [`${entry.kind} = ${path};`, ...fields.map(([field, text]) => `${field} = ${text};`)];
  return inFile(located.file, replaceExpression(located.tree, found.outer, `{ ${parts.join(' ')} }`));
}

/** Removes a field of an entry that is an object. */
export function removeField(context: FixContext, entry: Entry, field: string): readonly FileEdit[] | undefined {
  const found = entryNode(context, entry);
  if (found?.node.kind !== 'attributeSet') return undefined;
  const binding = findBinding(found.node, [field])?.binding;
  return binding && inFile(found.located.file, removal(found.located.tree, removeBinding(found.located.tree, binding)));
}

/** An entry's text with another path in it, for where it is moved to. */
export function textWithPath(context: FixContext, entry: Entry, written: string): string | undefined {
  const found = entryNode(context, entry);
  if (!found) return undefined;
  const { node, located } = found;
  if (node.kind !== 'attributeSet') return quoted(written);
  const value = findBinding(node, [entry.kind])?.binding.value;
  if (!value || located.tree.text.slice(node.start, node.end).includes('\n')) return undefined;
  return (
    located.tree.text.slice(node.start, value.start) + quoted(written) + located.tree.text.slice(value.end, node.end)
  );
}

/** Where an entry is written. */
export interface EntryNode {
  readonly located: Located;
  /** Without parentheses. */
  readonly node: Expression;
  readonly outer: Expression;
}

/** Where an entry is written; undefined for one that code made of something else (`map (name: "/srv/${name}") names`). */
export function entryNode(context: FixContext, entry: Entry): EntryNode | undefined {
  const located = entry.site && locate(context, entry.site);
  const { node: outer, parent } = (located && nodeAndParent(located)) ?? {};
  if (!located || !outer || !isExpression(outer) || isNameIn(parent, outer)) return undefined;
  const node = withoutParentheses(outer);
  return isWrittenAs(node, entry) ? { located, node, outer } : undefined;
}

/** Whether no code makes something of the item before it is an entry, so that it may be an object as well as a string. */
export function isTakenAsItIs({ nodes }: Located): boolean {
  const from = nodes.findLastIndex(({ kind }) => kind === 'binding');
  const passed = nodes.every((node, index) => index < from || node.kind !== 'apply' || passesOn(node.callee));
  return passed && mayHoldObjects(nodes, from);
}

/**
 * Whether the list that the binding at `from` has is a store's, or one that a name stands for, or holds an object already: an
 * option of the configuration's own may be declared to hold strings only, and its declaration may be anywhere.
 */
function mayHoldObjects(nodes: readonly SyntaxNode[], from: number): boolean {
  const isNamed = nodes.some((node, index) => node.kind === 'binding' && nodes[index - 1]?.kind === 'letIn');
  if (from < 0 || isNamed) return true;
  const isOfStore = nodes.some(
    (node) =>
      node.kind === 'binding' && node.path.some((name) => /^(persistence|preserveAt)$/.test(staticName(name) ?? '')),
  );
  const list = nodes.findLast((node) => node.kind === 'list');
  return (
    isOfStore || (list?.kind === 'list' && list.items.some((item) => withoutParentheses(item).kind === 'attributeSet'))
  );
}

/** Functions whose last argument goes on into the list as it is. */
function passesOn(callee: Expression): boolean {
  const name = withoutParentheses(callee);
  if (name.kind === 'apply') return passesOn(name.callee);
  const last = name.kind === 'select' ? name.path.at(-1) : undefined;
  const written = name.kind === 'identifier' ? name.name : last && staticName(last);
  return written !== undefined && passing.test(written);
}

const passing =
  /^(mk(If|Merge|Force|Default|Override|Before|After|Order)|optionals?|singleton|concatLists|flatten|unique|toList)$/;

/** Whether a string is the name of an attribute, of which code made the item: `attrNames { "/srv" = …; }`. */
function isNameIn(parent: SyntaxNode | undefined, string: Expression): boolean {
  return parent?.kind === 'binding' && parent.path.some((name) => name === string);
}

function isWrittenAs(node: Expression, entry: Entry): boolean {
  if (node.kind === 'string') return (staticText(node) ?? entry.written) === entry.written;
  if (node.kind === 'attributeSet')
    return findBinding(node, [entry.kind]) !== undefined || inheritsPath(node, entry.kind);
  return !entry.object;
}

function inheritsPath({ bindings }: AttributeSet, kind: Entry['kind']): boolean {
  return bindings.some(
    (binding) => binding.kind === 'inherit' && binding.names.some((name) => name.kind === 'name' && name.name === kind),
  );
}

function pathNode(
  context: FixContext,
  entry: Entry,
): { readonly located: Located; readonly string: StringLiteral } | undefined {
  const site: Site | undefined = entry.pathSite ?? entry.site;
  const located = site && locate(context, site);
  const node = located && nodeAndParent(located)?.node;
  if (!located || !node || !isExpression(node)) return undefined;
  const bare = withoutParentheses(node);
  const own = bare.kind === 'attributeSet' ? findBinding(bare, [entry.kind])?.binding.value : bare;
  return own?.kind === 'string' ? { located, string: own } : undefined;
}

/**
 * The string literal for the new path. One with interpolations can lose all before its last text, or some of its first text, or
 * get some before that.
 */
function rewritten(source: string, string: StringLiteral, before: string, now: string): string | undefined {
  if (staticText(string) === before) return quoted(now);
  const [first] = string.parts;
  const last = string.parts.at(-1);
  if (staticText(string) !== undefined || string.indented) return undefined;
  if (last?.kind === 'text' && last !== first && now !== '' && last.value.endsWith(now)) return quoted(now);
  if (first?.kind !== 'text') return undefined;
  const raw = source.slice(first.start, first.end);
  const rest = source.slice(first.end, string.end);
  const cut = before.length - now.length;
  if (cut > 0 && before.endsWith(now) && raw.length >= cut && raw === first.value) return `"${raw.slice(cut)}${rest}`;
  if (cut < 0 && now.endsWith(before)) return `"${now.slice(0, -cut)}${raw}${rest}`;
  return undefined;
}
