import type { Site } from '../../nix/eval/value.ts';
import { removeListItem as removed } from '../../nix/syntax/build/lists.ts';
import type { Expression } from '../../nix/syntax/tree.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, removal } from './located.ts';

/** Removes the list item that a site is, or is in parentheses; undefined where it is none. Comments stay. */
export function removeListItem(context: FixContext, site: Site): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  if (!located) return undefined;
  const { nodes, tree, file } = located;
  for (let at = nodes.length - 1; at > 0; at--) {
    const parent = nodes[at - 1];
    if (parent?.kind === 'list') {
      const index = parent.items.indexOf(nodes[at] as Expression);
      return inFile(file, removal(tree, removed(tree, parent, index)));
    }
    if (parent?.kind !== 'parenthesized') return undefined;
  }
  return undefined;
}
