import { removal } from '../../impermanence/fixes/located.ts';
import { quoteAttributeName, staticName } from '../../nix/syntax/attrPath.ts';
import { removePiece } from '../../nix/syntax/build/bindings.ts';
import { endsLine, indentAt, indentUnit, lineBreakOf, startsLine } from '../../nix/syntax/build/layout.ts';
import { type Comment, commentBehind, commentsAbove } from '../../nix/syntax/comments.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { AttributeBinding, AttributeSet, SyntaxTree } from '../../nix/syntax/tree.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** Several lines `environment.persistence."/p".x = …;` of one set become one set: statix complains of them too (W20). */
export function mergeBindings({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const tree = analysis.source(path)?.nix?.tree;
  const set =
    tree &&
    nodesAt(tree, selection.start).findLast(
      (node) => node.kind === 'attributeSet' && storeLines(node, undefined).length > 1,
    );
  if (!tree || set?.kind !== 'attributeSet') return [];
  const here = set.bindings.find(({ start, end }) => start <= selection.start && selection.start <= end);
  const prefix = here?.kind === 'binding' ? prefixOf(here) : undefined;
  if (prefix === undefined) return [];
  const lines = storeLines(set, prefix);
  if (lines.length < 2) return [];
  const edits = merged(tree, lines).map((edit) => ({ file: path, ...edit }));
  return refactoring(`Merge the ${lines.length} definitions of ${prefix}`, 'rewrite', edits);
}

/** The bindings of a set that define something below a store, all or those of one. */
function storeLines(set: AttributeSet, prefix: string | undefined): readonly AttributeBinding[] {
  return set.bindings.filter((binding): binding is AttributeBinding => {
    const own = binding.kind === 'binding' ? prefixOf(binding) : undefined;
    return own !== undefined && (prefix === undefined || own === prefix);
  });
}

/** `environment.persistence."/p"` of a binding that goes on behind it. */
function prefixOf({ path }: AttributeBinding): string | undefined {
  const names = path.map(staticName);
  const [scope, option, store] = names;
  const isStore = (scope === 'environment' || scope === 'home') && option === 'persistence' && store !== undefined;
  return isStore && names.length > 3 ? `${scope}.persistence.${quoteAttributeName(store)}` : undefined;
}

function merged(tree: SyntaxTree, lines: readonly AttributeBinding[]) {
  const [first, ...others] = lines;
  if (!first) return [];
  const lineBreak = lineBreakOf(tree.text);
  const indent = indentAt(tree.text, first.start);
  const step = indent + indentUnit(tree);
  const inner = lines.flatMap((line, index) => {
    const { above, behind } = commentsOf(tree, line);
    const texts = (index === 0 ? [] : above).map(({ start, end }) => step + tree.text.slice(start, end));
    const comment = behind === undefined ? '' : ` ${tree.text.slice(behind.start, behind.end)}`;
    return [...texts, step + restOf(tree, line, lineBreak) + comment];
  });
  const head = tree.text.slice(first.start, first.path[2]?.end);
  const text = [`${head} = {`, ...inner, `${indent}};`].join(lineBreak);
  return [
    { span: { start: first.start, end: commentsOf(tree, first).behind?.end ?? first.end }, text },
    ...others.flatMap((line) => {
      const { above, behind } = commentsOf(tree, line);
      const moved = { start: above[0]?.start ?? line.start, end: behind?.end ?? line.end };
      return removal(tree, removePiece(tree, moved.start, moved.end), moved);
    }),
  ];
}

/** The comments that speak of a line: right above it, and behind it at the end of the line. They go where it goes. */
function commentsOf(
  tree: SyntaxTree,
  line: AttributeBinding,
): { readonly above: readonly Comment[]; readonly behind: Comment | undefined } {
  const isOwnLine = startsLine(tree.text, line.start);
  const behind = commentBehind(tree, line.end);
  return {
    above: isOwnLine ? commentsAbove(tree, line.start) : [],
    behind: isOwnLine && behind !== undefined && endsLine(tree.text, behind.end) ? behind : undefined,
  };
}

/** What stands behind the store's name, one step further in. Strings of several lines must not be moved, so they are left as they are. */
function restOf(tree: SyntaxTree, { path, end }: AttributeBinding, lineBreak: string): string {
  const rest = tree.text.slice(path[3]?.start, end);
  if (rest.includes("''")) return rest;
  const [head = '', ...more] = rest.split(/\r?\n/);
  return [head, ...more.map((line) => (line === '' ? '' : indentUnit(tree) + line))].join(lineBreak);
}
