import { staticName } from '../../nix/syntax/attrPath.ts';
import { nodesAt, type Side } from '../../nix/syntax/nodeAt.ts';
import { TokenKind } from '../../nix/syntax/tokenKind.ts';
import type {
  Apply,
  AttributeBinding,
  AttributeName,
  AttributeSet,
  Expression,
  List,
  SyntaxNode,
  SyntaxTree,
} from '../../nix/syntax/tree.ts';
import { tokenBefore } from './tokenBefore.ts';

/** One step from the root of a file to a place in it, as option paths count: into an attribute or into an item of a list. */
export type Step =
  | { readonly kind: 'name'; readonly name: string | undefined; readonly node: AttributeName }
  | { readonly kind: 'item'; readonly list: List };

/** Where a cursor stands among options. Names in a `let` begin anew: what they are for is not written there. */
export interface Placement {
  /** The way from the root of the file to the set or option the cursor is in. */
  readonly steps: readonly Step[];
  readonly focus: Focus;
  /** The nodes around the cursor, outermost first. */
  readonly nodes: readonly SyntaxNode[];
}

export type Focus =
  /** In a component of an attribute path (`node`), or where one may be written. */
  | { readonly kind: 'name'; readonly node: AttributeName | undefined; readonly binding: AttributeBinding | undefined }
  /** In the value of the option, or where it is missing. In a list the last step is the item. */
  | { readonly kind: 'value'; readonly node: Expression | undefined };

/**
 * Where a cursor stands; undefined where the place has nothing to do with options, such as the arguments of a function.
 * `side`: which of two nodes that meet at the cursor is meant: what was just typed, or what a mouse points at (`behind`).
 */
export function placementAt(tree: SyntaxTree, offset: number, side: Side = 'before'): Placement | undefined {
  const nodes = nodesAt(tree, offset, side);
  const steps: Step[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    const found = node && enter({ tree, offset, node, next: nodes[index + 1], before: nodes[index - 1], steps });
    if (found === outside || node === undefined) return undefined;
    if (found) return { steps, focus: found, nodes };
  }
  return undefined;
}

interface Situation {
  readonly tree: SyntaxTree;
  readonly offset: number;
  readonly node: SyntaxNode;
  readonly before: SyntaxNode | undefined;
  readonly next: SyntaxNode | undefined;
  /** Grows on the way. */
  readonly steps: Step[];
}

const outside = 'outside';

/** Takes the step that leads from a node into the next one; gives the focus at the end of the way. */
function enter(situation: Situation): Focus | typeof outside | undefined {
  const { node, next } = situation;
  switch (node.kind) {
    case 'attributeSet':
      return next ? undefined : inGapOfSet(situation, node);
    case 'binding':
      return enterBinding(situation, node);
    case 'list':
      return enterList(situation, node);
    case 'letIn':
      if (next !== node.body) situation.steps.length = 0;
      return next ? undefined : outside;
    case 'string':
      // Code inside of an interpolation is not the option's value.
      return next?.kind === 'interpolation' ? outside : { kind: 'value', node };
    case 'identifier':
    case 'int':
    case 'float':
    case 'uri':
    case 'searchPath':
    case 'path':
    case 'missing':
    case 'select':
      return { kind: 'value', node };
    case 'lambda':
    case 'with':
    case 'assert':
      return next === node.body ? undefined : outside;
    case 'apply':
      if (isTornModule(node.callee)) return undefined;
      return next === node.argument && mayBeCalled(node.callee) ? undefined : outside;
    case 'if':
      return next === node.whenTrue || next === node.whenFalse ? undefined : outside;
    case 'binary':
      return next && (node.operator === '++' || node.operator === '//') ? undefined : outside;
    case 'parenthesized':
      return next ? undefined : outside;
    default:
      return outside;
  }
}

/** Between two bindings of a set: a new name, or what an unfinished binding before the cursor lacks. */
function inGapOfSet({ tree, offset, steps }: Situation, node: AttributeSet): Focus | typeof outside {
  const last = tokenBefore(tree, offset);
  if (!last || last.start < node.start) return outside;
  if (last.kind === TokenKind.BraceOpen || last.kind === TokenKind.Semicolon)
    return { kind: 'name', node: undefined, binding: undefined };
  const unfinished = node.bindings.findLast(({ start, end }) => start <= last.start && last.end <= end);
  if (unfinished?.kind !== 'binding') return outside;
  if (last.kind === TokenKind.Dot) return nameIn(unfinished, offset, steps);
  if (last.kind !== TokenKind.Assign) return outside;
  steps.push(...unfinished.path.map(nameStep));
  return { kind: 'value', node: undefined };
}

function enterBinding(
  { tree, offset, next, steps }: Situation,
  node: AttributeBinding,
): Focus | typeof outside | undefined {
  if (next === node.value && node.value.kind !== 'missing') {
    steps.push(...node.path.map(nameStep));
    return undefined;
  }
  const component = next ? (node.path as readonly SyntaxNode[]).indexOf(next) : -1;
  if (component >= 0) {
    steps.push(...node.path.slice(0, component).map(nameStep));
    const name = node.path[component];
    return { kind: 'name', node: name?.kind === 'missing' ? undefined : name, binding: node };
  }
  const last = tokenBefore(tree, offset);
  if (last?.kind === TokenKind.Dot) return nameIn(node, offset, steps);
  if (last?.kind !== TokenKind.Assign || hasValue(tree, offset, node)) return outside;
  steps.push(...node.path.map(nameStep));
  return { kind: 'value', node: undefined };
}

/** Whether the value stands behind the cursor already. In a text that is not whole what stands on the next line was read as one, but is not meant. */
function hasValue({ text, errors }: SyntaxTree, offset: number, { value }: AttributeBinding): boolean {
  if (value.kind === 'missing' || value.start < offset) return false;
  return errors.length === 0 || !text.slice(offset, value.start).includes('\n');
}

/** A name behind a dot. What stands on the next line was read as that name, but is not meant. */
function nameIn(binding: AttributeBinding, offset: number, steps: Step[]): Focus {
  steps.push(...binding.path.filter(({ start, end }) => end <= offset && start < end).map(nameStep));
  return { kind: 'name', node: undefined, binding };
}

function enterList({ tree, offset, before, next, steps }: Situation, node: List): Focus | typeof outside | undefined {
  const isBehind = offset >= node.end && tree.text[node.end - 1] === ']';
  if (!next && (offset <= node.start || isBehind)) return outside;
  if (!isMerged(before, node)) steps.push({ kind: 'item', list: node });
  return next ? undefined : { kind: 'value', node: undefined };
}

/** Whether a list is the argument of `mkMerge`: its items count as standing where the list stands. */
function isMerged(before: SyntaxNode | undefined, list: List): boolean {
  return before?.kind === 'apply' && before.argument === list && calleeName(before) === 'mkMerge';
}

/**
 * Whether what is called is a module rather: no text that is whole has a bare function or a set there, but one in which a brace
 * too many ends the module has, with the rest of it as the argument.
 */
function isTornModule(callee: Expression): boolean {
  return callee.kind === 'lambda' || callee.kind === 'attributeSet';
}

/** Whether something may be a function: behind a finished value no other one is meant. */
function mayBeCalled(callee: Expression): boolean {
  if (callee.kind === 'identifier') return !/^(?:true|false|null)$/.test(callee.name);
  return callee.kind === 'select' || callee.kind === 'apply' || callee.kind === 'parenthesized';
}

function calleeName({ callee }: Apply): string | undefined {
  if (callee.kind === 'identifier') return callee.name;
  return callee.kind === 'select' ? lastName(callee.path) : undefined;
}

function lastName(path: readonly AttributeName[]): string | undefined {
  const last = path.at(-1);
  return last && staticName(last);
}

/** The step into the attribute of this name. */
export function nameStep(node: AttributeName): Step {
  return { kind: 'name', name: staticName(node), node };
}
