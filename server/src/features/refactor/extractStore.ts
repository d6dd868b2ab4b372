import { encloses, type Span } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import { insertBinding } from '../../nix/syntax/build/bindings.ts';
import { wrapInLet } from '../../nix/syntax/build/functions.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { Expression, LetIn, SyntaxTree } from '../../nix/syntax/tree.ts';
import { walk } from '../../nix/syntax/walk.ts';
import { isLabel } from '../uses/label.ts';
import { subjectAt } from '../uses/subject.ts';
import { usesOf } from '../uses/usesOf.ts';
import { isComputed } from '../uses/written.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** The path of a store, written several times in a file, gets a name in a `let`; where it has one, the name is written for it. */
export function extractStore({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const subject = subjectAt(analysis, path, selection.start);
  const tree = analysis.source(path)?.nix?.tree;
  if (!tree || subject?.kind !== 'folder' || !subject.store) return [];
  const uses = usesOf(analysis, subject).filter((use) => use.file === path && !isLabel(analysis, use, subject.path));
  // `${"/persist"}` is used as a whole and as the string in it.
  const all = uses.filter(({ span }) => !uses.some((other) => contains(other.span, span)));
  const places = all.filter((use) => !isComputed(analysis, use)).map(({ span }) => span);
  const isNamedTwice = namesTwice(
    tree,
    all.map(({ span }) => span),
  );
  if (places.length < 2 || isNamedTwice) return [];
  const written = (name: string, spans: readonly Span[]) =>
    spans.map((span): FileEdit => ({ file: path, span, text: useText(tree, span, name) }));
  const bound = boundName(tree, places);
  if (bound)
    return refactoring(`Write ${bound.name} for ${subject.path}`, 'extract', written(bound.name, bound.others));
  const name = freeName(tree, subject.path);
  const body = bodyOf(tree.root);
  // A use in the arguments of the function cannot see the name.
  if (name === undefined || places.some(({ start }) => start < body.start)) return [];
  const binding = `${name} = "${subject.path}";`;
  const defined = body.kind === 'letIn' ? insertBinding(tree, body as LetIn, binding) : wrapInLet(tree, body, binding);
  const edits = [...defined.map((edit) => ({ file: path, ...edit })), ...written(name, places)];
  return refactoring(`Extract ${subject.path} to a name`, 'extract', edits);
}

/** The name that a `let` around all places gives to one of them. */
function boundName(
  tree: SyntaxTree,
  places: readonly Span[],
): { readonly name: string; readonly others: readonly Span[] } | undefined {
  for (const place of places) {
    const nodes = nodesAt(tree, place.start);
    const at = nodes.findLastIndex((node) => node.kind === 'binding');
    const [around, binding] = [nodes[at - 1], nodes[at]];
    if (around?.kind !== 'letIn' || binding?.kind !== 'binding' || binding.value.start !== place.start) continue;
    const [only, ...more] = binding.path;
    const name = only && more.length === 0 ? staticName(only) : undefined;
    const others = places.filter((other) => other !== place);
    if (name !== undefined && others.every((other) => encloses(around, other))) return { name, others };
  }
  return undefined;
}

function contains(outer: Span, inner: Span): boolean {
  return outer !== inner && encloses(outer, inner);
}

/** Whether a set has two bindings below the name: Nix merges those only where they are written out. */
function namesTwice(tree: SyntaxTree, places: readonly Span[]): boolean {
  const seen = new Set<string>();
  let twice = false;
  walk(tree.root, (node) => {
    if (node.kind !== 'attributeSet') return;
    for (const binding of node.bindings) {
      if (binding.kind !== 'binding') continue;
      const index = binding.path.findIndex(({ start }) => places.some((place) => place.start === start));
      const prefix = `${node.start} ${binding.path.slice(0, index).map(staticName).join('.')}`;
      if (index >= 0 && seen.has(prefix)) twice = true;
      if (index >= 0) seen.add(prefix);
    }
  });
  return twice;
}

/** What a module gives, behind its arguments. */
function bodyOf(root: Expression): Expression {
  let body = root;
  while (body.kind === 'lambda' || body.kind === 'parenthesized')
    body = body.kind === 'lambda' ? body.body : body.inner;
  return body;
}

/** As a name in an attribute path, as a value, or as the beginning of a longer string. */
function useText(tree: SyntaxTree, span: { readonly start: number; readonly end: number }, name: string): string {
  if (tree.text[span.start] !== '"') return `\${${name}}`;
  let isName = false;
  walk(tree.root, (node) => {
    if (node.kind === 'binding' && node.path.some(({ start }) => start === span.start)) isName = true;
  });
  return isName ? `\${${name}}` : name;
}

/** The last part of the path as a name that nothing in the file has yet. */
function freeName(tree: SyntaxTree, path: string): string | undefined {
  const base = path
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  const wanted = base && /^[A-Za-z_]/.test(base) ? base : 'store';
  return [wanted, `${wanted}Path`, `${wanted}Store`].find(
    (name) => !new RegExp(`(^|[^\\w/"-])${name}\\b(?!")`).test(tree.text),
  );
}
