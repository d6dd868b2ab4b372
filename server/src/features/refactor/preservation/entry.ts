import { type EntryNode, entryNode, isTakenAsItIs } from '../../../impermanence/fixes/entries.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { inFile, removal } from '../../../impermanence/fixes/located.ts';
import type { Entry } from '../../../impermanence/model/model.ts';
import { staticName, staticString } from '../../../nix/syntax/attrPath.ts';
import { insertBinding, removeBinding } from '../../../nix/syntax/build/bindings.ts';
import { replaceExpression } from '../../../nix/syntax/build/expressions.ts';
import type { AttributeBinding, AttributeSet, Expression, SyntaxTree } from '../../../nix/syntax/tree.ts';
import type { Fields } from './neededFields.ts';

/** An entry in the words of preservation: the fields it has otherwise, and those that it needs there. Undefined where it says what preservation cannot. */
export function entryEdits(context: FixContext, entry: Entry, needed: Fields): readonly FileEdit[] | undefined {
  const found = entryNode(context, entry);
  // What code makes of something else is a path, or nothing is known of it.
  if (!found) return entry.object ? undefined : [];
  const { node, located } = found;
  if (node.kind === 'attributeSet') return objectEdits(found, node, needed);
  if (needed.length === 0 || !isTakenAsItIs(located)) return [];
  const path = located.tree.text.slice(node.start, node.end);
  const text = `{ ${[`${entry.kind} = ${path};`, ...needed.map(([name, value]) => `${name} = ${value};`)].join(' ')} }`;
  return inFile(located.file, replaceExpression(located.tree, found.outer, text));
}

function objectEdits({ located }: EntryNode, node: AttributeSet, needed: Fields): readonly FileEdit[] | undefined {
  const { tree, file } = located;
  const edits: FileEdit[] = [];
  const added = new Map(needed);
  for (const binding of node.bindings) {
    const names = binding.kind === 'binding' ? binding.path.slice(0, 1) : binding.names;
    if (names.some((name) => same.has(staticName(name) ?? '?'))) {
      for (const name of names) added.delete(staticName(name) ?? '');
      continue;
    }
    const changed = binding.kind === 'binding' ? fieldEdits(tree, binding, added) : undefined;
    if (!changed) return undefined;
    edits.push(...inFile(file, changed));
  }
  const inserted = [...added].flatMap(([name, value]) => insertBinding(tree, node, `${name} = ${value};`));
  return [...edits, ...inFile(file, inserted)];
}

/** Fields that both modules have. */
const same: ReadonlySet<string> = new Set(['directory', 'file', 'user', 'group', 'mode']);

/** The edits of one field; what has to be said besides goes to `added`. */
function fieldEdits(tree: SyntaxTree, binding: AttributeBinding, added: Map<string, string>) {
  const [first] = binding.path;
  const name = first && staticName(first);
  if (!first || name === undefined) return undefined;
  const rename = (to: string) => [{ span: { start: first.start, end: first.end }, text: to }];
  if (name === 'parentDirectory') {
    added.set('configureParent', 'true');
    return rename('parent');
  }
  if (name === 'method') {
    const method = staticString(binding.value);
    if (method === 'symlink') added.delete('how');
    return method === 'symlink'
      ? rename('how')
      : method === 'auto'
        ? removal(tree, removeBinding(tree, binding))
        : undefined;
  }
  const option = mountOptions.get(name);
  const isOn = booleanOf(binding.value);
  if (option === undefined || isOn === undefined) return undefined;
  if (isOn) added.set('mountOptions', addedTo(added.get('mountOptions'), option));
  return removal(tree, removeBinding(tree, binding));
}

/** What impermanence says by a switch is an option of the mount for preservation. */
export const mountOptions: ReadonlyMap<string, string> = new Map([
  ['hideMount', 'x-gvfs-hide'],
  ['allowTrash', 'x-gvfs-trash'],
]);

function addedTo(list: string | undefined, option: string): string {
  return list === undefined ? `[ "${option}" ]` : list.replace(/ \]$/, ` "${option}" ]`);
}

function booleanOf(value: Expression): boolean | undefined {
  if (value.kind !== 'identifier') return undefined;
  return value.name === 'true' ? true : value.name === 'false' ? false : undefined;
}
