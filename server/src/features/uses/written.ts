import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { staticName, staticText } from '../../nix/syntax/attrPath.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { Expression, Interpolation, Lambda, SyntaxNode } from '../../nix/syntax/tree.ts';
import { configPath } from '../options/configPath.ts';
import { type Place, placesOf } from './place.ts';

/** How many names may stand for each other (`a = b; b = "/persist";`) until one is followed no further. */
const mostNames = 8;

/**
 * Where a name or path is written down: the place itself, or, where that only says `${persist}`, the string that a `let` around
 * it or a `rec` set binds to `persist`, or that hosts have for it where it is an option (`${config.my.user}`).
 */
export function writtenPlace(analysis: Analysis, place: Place): Place {
  let found = place;
  for (let step = 0; step < mostNames; step++) {
    const next = boundPlace(analysis, found);
    if (!next) break;
    found = next;
  }
  return found;
}

/** The name or path that is written for a place, if it is written plainly. */
export function writtenText(analysis: Analysis, place: Place): string | undefined {
  const node = nodesOver(analysis, writtenPlace(analysis, place)).at(-1);
  return node?.kind === 'string' ? staticText(node) : undefined;
}

/** Whether nothing but an expression stands at a place: another name cannot be written there without the expression being lost. */
export function isComputed(analysis: Analysis, place: Place): boolean {
  const node = nodesOver(analysis, place).at(-1);
  return node !== undefined && (onlyInterpolation(node) !== undefined || isName(node));
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
  if (node.start !== start || node.end !== end) return false;
  return node.kind === 'string' || node.kind === 'interpolation' || isName(node);
}

/** Whether an expression reads a variable or an option. */
function isName(node: SyntaxNode): node is Expression {
  return node.kind === 'identifier' || node.kind === 'select';
}

/** Where the string is that the name is bound to which is all that a place holds. */
function boundPlace(analysis: Analysis, place: Place): Place | undefined {
  const nodes = nodesOver(analysis, place);
  const last = nodes.at(-1);
  let value = onlyInterpolation(last)?.expression ?? (last && isName(last) ? last : undefined);
  if (!value) return undefined;
  const option = configPath(value, nodes);
  if (option && option.length > 0) return optionPlace(analysis, place.file, option);
  for (let step = 0; value?.kind === 'identifier' && step < mostNames; step++) value = boundTo(value.name, nodes);
  return value?.kind === 'string' ? { file: place.file, span: { start: value.start, end: value.end } } : undefined;
}

/** The string that an option has: where it is set, else where its default is. Undefined where hosts have different ones. */
function optionPlace(analysis: Analysis, file: FilePath, option: readonly string[]): Place | undefined {
  const values = analysis.hostsOf(file).map(({ model }) => model.configuration.lookup(option));
  const sites = values.map((value) => (value.kind === 'string' ? value.site : undefined));
  const [only, ...others] = placesOf(analysis, sites);
  return only && others.length === 0 && sites.every((site) => site !== undefined) ? only : undefined;
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
