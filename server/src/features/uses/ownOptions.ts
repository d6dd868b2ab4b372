import type { Analysis } from '../../analysis.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import type { AttributeName, Expression, SyntaxNode, SyntaxTree } from '../../nix/syntax/tree.ts';
import { walk } from '../../nix/syntax/walk.ts';
import { placementAt } from '../cursor/placement.ts';
import { configPath } from '../options/configPath.ts';
import { distinct, type Place } from './place.ts';

/** The places that have to do with an option of the configuration's own. */
export interface OwnOption {
  /** The name at the cursor. */
  readonly place: Place;
  /** The names with which it is declared. Never empty. */
  readonly declarations: readonly Place[];
  /** All places where it is declared, set or read. */
  readonly all: readonly Place[];
}

/** The option whose name is at an offset, if a file of the project declares it with `mkOption` or the like. */
export function ownOptionAt(analysis: Analysis, path: FilePath, offset: number): OwnOption | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const asked = tree && meaningAt(tree, offset);
  if (!asked) return undefined;
  const found = mentions(analysis, asked.path);
  const declarations = distinct(found.filter(({ isDeclaration }) => isDeclaration).map(({ place }) => place));
  if (declarations.length === 0) return undefined;
  const { start, end } = asked.node;
  return { place: { file: path, span: { start, end } }, declarations, all: distinct(found.map(({ place }) => place)) };
}

interface Mention {
  readonly place: Place;
  readonly isDeclaration: boolean;
}

function mentions(analysis: Analysis, option: readonly string[]): readonly Mention[] {
  const last = option.at(-1) ?? '';
  return analysis.files().flatMap((file) => {
    const source = analysis.source(file);
    if (!source?.nix || !source.text.includes(last)) return [];
    const { tree } = source.nix;
    return namesIn(tree, last).flatMap((node) => {
      const meaning = meaningAt(tree, node.start);
      if (!meaning || meaning.node !== node || meaning.path.join('\n') !== option.join('\n')) return [];
      const { start, end } = node;
      return { place: { file, span: { start, end } }, isDeclaration: meaning.isDeclaration };
    });
  });
}

/** Every component of an attribute path that has this name. */
function namesIn(tree: SyntaxTree, name: string): readonly AttributeName[] {
  const found: AttributeName[] = [];
  walk(tree.root, (node) => {
    const names =
      node.kind === 'binding' || node.kind === 'select' ? node.path : node.kind === 'inherit' ? node.names : [];
    found.push(...names.filter((each) => staticName(each) === name));
  });
  return found;
}

interface Meaning {
  readonly node: AttributeName;
  /** The option's path, without `options` or `config` before it. */
  readonly path: readonly string[];
  readonly isDeclaration: boolean;
}

/** What option the name at an offset means by the way it is written: it need not be one. */
function meaningAt(tree: SyntaxTree, offset: number): Meaning | undefined {
  const nodes = nodesAt(tree, offset);
  const holder = nodes.at(-2);
  const node = nodes.at(-1) as AttributeName | undefined;
  if (!node || !holder) return undefined;
  if (holder.kind === 'select' && holder.path.includes(node)) return read(holder.target, holder.path, node, nodes);
  if (holder.kind === 'inherit' && holder.from && holder.names.includes(node))
    return read(holder.from, [node], node, nodes);
  return holder.kind === 'binding' && holder.path.includes(node) ? written(tree, node, holder) : undefined;
}

function read(
  target: Expression,
  path: readonly AttributeName[],
  node: AttributeName,
  nodes: readonly SyntaxNode[],
): Meaning | undefined {
  const before = configPath(target, nodes);
  const names = path.slice(0, path.indexOf(node) + 1).map(staticName);
  const known = names.filter((name) => name !== undefined);
  return before && known.length === names.length
    ? { node, path: [...before, ...known], isDeclaration: false }
    : undefined;
}

function written(
  tree: SyntaxTree,
  node: AttributeName,
  binding: SyntaxNode & { readonly kind: 'binding' },
): Meaning | undefined {
  const placement = placementAt(tree, node.start, 'behind');
  if (placement?.focus.kind !== 'name' || placement.focus.node !== node) return undefined;
  // Modules may be items of lists; within one the way begins anew.
  const steps = placement.steps.slice(placement.steps.findLastIndex(({ kind }) => kind === 'item') + 1);
  const names = [...steps.map((step) => (step.kind === 'name' ? step.name : undefined)), staticName(node)];
  const known = names.filter((name) => name !== undefined);
  if (known.length !== names.length) return undefined;
  const [first, ...rest] = known;
  const isLast = binding.path.at(-1) === node;
  if (first === 'options') return { node, path: rest, isDeclaration: isLast && declares(binding.value) };
  return { node, path: first === 'config' ? rest : known, isDeclaration: false };
}

/** Whether a value is that of `mkOption`, `mkEnableOption` and their like. */
function declares(value: Expression): boolean {
  let callee = value;
  while (callee.kind === 'apply' || callee.kind === 'parenthesized')
    callee = callee.kind === 'apply' ? callee.callee : callee.inner;
  const last = callee.kind === 'select' ? callee.path.at(-1) : undefined;
  const name = callee.kind === 'identifier' ? callee.name : last && staticName(last);
  return name !== undefined && /^mk\w*Option$/.test(name);
}
