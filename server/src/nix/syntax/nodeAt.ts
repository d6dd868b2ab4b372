import type { SyntaxNode, SyntaxTree } from './tree.ts';
import { childrenOf } from './walk.ts';

/** Which of two nodes that meet at an offset is meant: the one that ends there or the one that begins there. */
export type Side = 'before' | 'behind';

/**
 * The nodes that an offset lies in or touches, from the root to the innermost. Where two touch it, the one behind is
 * taken unless `side` says otherwise. Never empty; an offset outside the text gives only the root.
 */
export function nodesAt(tree: SyntaxTree, offset: number, side: Side = 'behind'): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [tree.root];
  for (;;) {
    const child = childAt(path[path.length - 1] as SyntaxNode, offset, side);
    if (!child) return path;
    path.push(child);
  }
}

/** The innermost node that an offset lies in or touches. */
export function nodeAt(tree: SyntaxTree, offset: number, side: Side = 'behind'): SyntaxNode {
  const path = nodesAt(tree, offset, side);
  return path[path.length - 1] as SyntaxNode;
}

function childAt(node: SyntaxNode, offset: number, side: Side): SyntaxNode | undefined {
  let touching: SyntaxNode | undefined;
  for (const child of childrenOf(node)) {
    if (child.start > offset) break;
    if (child.end < offset) continue;
    if (child.start < offset && offset < child.end) return child;
    if (touching === undefined || side === 'behind') touching = child;
  }
  return touching;
}
