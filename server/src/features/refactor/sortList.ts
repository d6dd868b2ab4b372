import type { Analysis } from '../../analysis.ts';
import { encloses } from '../../base/span.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { staticText, withoutParentheses } from '../../nix/syntax/attrPath.ts';
import { findBinding } from '../../nix/syntax/build/attributes.ts';
import { commentsOf } from '../../nix/syntax/comments.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { Expression, List, SyntaxTree } from '../../nix/syntax/tree.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** The paths of a list in order: of the alphabet, parents before what lies in them. What is behind a comment on a line of its own, or behind an empty line, stays there. */
export function sortList({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const tree = analysis.source(path)?.nix?.tree;
  const list = tree && nodesAt(tree, selection.start).findLast((node) => node.kind === 'list');
  if (!tree || list?.kind !== 'list' || !holdsEntries(analysis, path, list)) return [];
  const edits = groupsOf(tree, list).flatMap((group) => sorted(tree, group));
  return refactoring(
    'Sort the list',
    'rewrite',
    edits.map((edit) => ({ file: path, ...edit })),
  );
}

/** Only of entries the order says nothing: options of a mount, for one, count in theirs. */
function holdsEntries(analysis: Analysis, path: FilePath, list: List): boolean {
  return analysis.hostsOf(path).some(({ model }) =>
    model.entries.some(({ site }) => {
      const place = site?.file === path ? analysis.spanOf(site) : undefined;
      return place !== undefined && encloses(list, place.span);
    }),
  );
}

interface Item {
  readonly node: Expression;
  readonly key: string;
  /** With the comment behind it on its line. */
  readonly end: number;
}

/** Stretches of the list between empty lines, and comments on lines of their own, which are taken for headings. Empty where an item has no path. */
function groupsOf(tree: SyntaxTree, list: List): readonly (readonly Item[])[] {
  const comments = commentsOf(tree).filter(({ start, end }) => list.start < start && end < list.end);
  const groups: Item[][] = [[]];
  for (const [index, node] of list.items.entries()) {
    const key = pathIn(node);
    if (key === undefined) return [];
    const from = list.items[index - 1]?.end ?? list.start;
    const between = comments.filter(({ start, end }) => from <= start && end <= node.start);
    const isHeading = between.some(({ start }) => tree.text.slice(from, start).includes('\n'));
    const isApart = /\n[ \t]*\r?\n/.test(tree.text.slice(from, node.start));
    const trailing = comments.find(
      ({ start }) => start >= node.end && /^[ \t]*$/.test(tree.text.slice(node.end, start)),
    );
    if (isHeading || isApart) groups.push([]);
    groups.at(-1)?.push({ node, key, end: trailing?.end ?? node.end });
  }
  return groups;
}

function pathIn(item: Expression): string | undefined {
  const node = withoutParentheses(item);
  if (node.kind === 'string') return staticText(node);
  if (node.kind !== 'attributeSet') return undefined;
  const value = (findBinding(node, ['directory']) ?? findBinding(node, ['file']))?.binding.value;
  return value?.kind === 'string' ? staticText(value) : undefined;
}

/** Puts into each place of a group what belongs there, comments behind included. */
function sorted(tree: SyntaxTree, group: readonly Item[]) {
  const ordered = group.toSorted((a, b) => compare(a.key, b.key));
  return group.flatMap(({ node, end }, index) => {
    const wanted = ordered[index];
    if (!wanted || wanted.node === node) return [];
    return [{ span: { start: node.start, end }, text: tree.text.slice(wanted.node.start, wanted.end) }];
  });
}

/** By components, so that a folder stands right before what lies in it. */
function compare(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
