import type { Site } from '../../nix/eval/value.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import { commentOfItem, removeListItem as removed, removeWithComment } from '../../nix/syntax/build/lists.ts';
import type { Expression, List } from '../../nix/syntax/tree.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, type Located, locate, removal } from './located.ts';

/** Removes the list item that a site is, or is in parentheses; undefined where it is none. Comments stay. */
export function removeListItem(context: FixContext, site: Site): readonly FileEdit[] | undefined {
  const found = itemAt(context, site);
  if (!found) return undefined;
  const { located, list, item } = found;
  const { tree, file } = located;
  return inFile(file, removal(tree, removed(tree, list, list.items.indexOf(item))));
}

/** Writes a list item otherwise: `make` gives the new text for the present one. The comment behind it stays. */
export function rewriteListItem(
  context: FixContext,
  site: Site,
  make: (text: string) => string,
): readonly FileEdit[] | undefined {
  const found = itemAt(context, site);
  if (!found) return undefined;
  const { tree, file } = found.located;
  return inFile(file, replaceExpression(tree, found.item, make(tree.text.slice(found.item.start, found.item.end))));
}

/**
 * The same for an item that goes elsewhere: the comment behind it goes with it, and is given to be written there (empty
 * where there is none).
 */
export function takeListItem(
  context: FixContext,
  site: Site,
): { readonly edits: readonly FileEdit[]; readonly comment: string } | undefined {
  const found = itemAt(context, site);
  if (!found) return undefined;
  const { located, list, item } = found;
  const { tree, file } = located;
  const comment = commentOfItem(tree, list, item);
  if (comment === undefined) {
    return { edits: inFile(file, removal(tree, removed(tree, list, list.items.indexOf(item)))), comment: '' };
  }
  return {
    edits: inFile(file, removal(tree, removeWithComment(tree, item, comment), comment)),
    comment: tree.text.slice(comment.start, comment.end),
  };
}

function itemAt(
  context: FixContext,
  site: Site,
): { readonly located: Located; readonly list: List; readonly item: Expression } | undefined {
  const located = locate(context, site);
  if (!located) return undefined;
  const { nodes } = located;
  for (let at = nodes.length - 1; at > 0; at--) {
    const parent = nodes[at - 1];
    if (parent?.kind === 'list') return { located, list: parent, item: nodes[at] as Expression };
    if (parent?.kind !== 'parenthesized') return undefined;
  }
  return undefined;
}
