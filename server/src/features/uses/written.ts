import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import { staticName, staticText } from '../../nix/syntax/attrPath.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { Expression, Interpolation, Lambda, StringLiteral, SyntaxNode } from '../../nix/syntax/tree.ts';
import type { Place } from './place.ts';

/** How many names may stand for each other (`a = b; b = "/persist";`) until one is followed no further. */
const mostNames = 8;

/**
 * Where a name or path is written down: the place itself, or, where that only says `${persist}`, the string that a `let` around
 * it or a `rec` set binds to `persist`.
 */
export function writtenPlace(analysis: Analysis, place: Place): Place {
  let found = place;
  for (let step = 0; step < mostNames; step++) {
    const next = boundString(nodesOver(analysis, found));
    if (!next) break;
    found = { file: place.file, span: { start: next.start, end: next.end } };
  }
  return found;
}

/** The name or path that is written for a place, if it is written plainly. */
export function writtenText(analysis: Analysis, place: Place): string | undefined {
  const node = nodesOver(analysis, writtenPlace(analysis, place)).at(-1);
  return node?.kind === 'string' ? staticText(node) : undefined;
}

/** The beginning of a string that is computed, with the text behind it: `${persist}` and `/home`; undefined for all others. */
export interface Beginning {
  /** As it stands in the string. */
  readonly text: string;
  readonly rest: string;
}

export function computedBeginning(analysis: Analysis, place: Place): Beginning | undefined {
  const node = nodesOver(analysis, place).at(-1);
  if (node?.kind !== 'string' || node.indented) return undefined;
  const [first, second, ...more] = node.parts;
  if (first?.kind !== 'interpolation' || second?.kind !== 'text' || more.length > 0) return undefined;
  const source = analysis.source(place.file)?.text ?? '';
  return { text: source.slice(first.start, first.end), rest: second.value };
}

/** The nodes from the root to the one that is a place; empty where none is. */
function nodesOver(analysis: Analysis, { file, span }: Place): readonly SyntaxNode[] {
  const tree = analysis.source(file)?.nix?.tree;
  const nodes = tree ? nodesAt(tree, span.start, 'behind') : [];
  return nodes.slice(0, nodes.findIndex((node) => isAt(node, span)) + 1);
}

function isAt(node: SyntaxNode, { start, end }: Span): boolean {
  return node.start === start && node.end === end && (node.kind === 'string' || node.kind === 'interpolation');
}

/** The string that the name is bound to which is all that the last node holds. */
function boundString(nodes: readonly SyntaxNode[]): StringLiteral | undefined {
  const only = onlyInterpolation(nodes.at(-1));
  let value: Expression | undefined = only?.expression;
  for (let step = 0; value?.kind === 'identifier' && step < mostNames; step++) value = boundTo(value.name, nodes);
  return value?.kind === 'string' ? value : undefined;
}

function onlyInterpolation(node: SyntaxNode | undefined): Interpolation | undefined {
  if (node?.kind === 'interpolation') return node;
  const [only, ...more] = node?.kind === 'string' ? node.parts : [];
  return only?.kind === 'interpolation' && more.length === 0 ? only : undefined;
}

/** What the innermost binding of a name around a place binds it to; undefined where a function's argument hides it. */
function boundTo(name: string, around: readonly SyntaxNode[]): Expression | undefined {
  for (const node of around.toReversed()) {
    if (node.kind === 'lambda' && hasArgument(node, name)) return undefined;
    if (node.kind !== 'letIn' && !(node.kind === 'attributeSet' && node.form !== 'plain')) continue;
    for (const binding of node.bindings) {
      const names = binding.kind === 'binding' ? binding.path : binding.names;
      if (!names[0] || !names.some((each) => staticName(each) === name)) continue;
      if (binding.kind === 'inherit') return undefined;
      if (names.length === 1) return binding.value;
    }
  }
  return undefined;
}

function hasArgument({ parameter, formals }: Lambda, name: string): boolean {
  return parameter?.name === name || formals?.items.some((formal) => formal.name === name) === true;
}
