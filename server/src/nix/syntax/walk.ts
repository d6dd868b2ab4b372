import type { Expression, SyntaxNode } from './tree.ts';

/** The nodes right under a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'string':
    case 'path':
      return node.parts;
    case 'interpolation':
      return [node.expression];
    case 'list':
      return node.items;
    case 'attributeSet':
      return node.bindings;
    case 'letIn':
      return [...node.bindings, node.body];
    case 'binding':
      return [...node.path, node.value];
    case 'inherit':
      return node.from ? [node.from, ...node.names] : node.names;
    case 'with':
      return [node.scope, node.body];
    case 'assert':
      return [node.condition, node.body];
    case 'if':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'lambda':
      return node.formals ? [node.formals, node.body] : [node.body];
    case 'formals':
      return node.items;
    case 'formal':
      return node.fallback ? [node.fallback] : none;
    case 'apply':
      return [node.callee, node.argument];
    case 'select':
      return node.fallback ? [node.target, ...node.path, node.fallback] : [node.target, ...node.path];
    case 'hasAttribute':
      return [node.target, ...node.path];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'parenthesized':
      return [node.inner];
    default:
      return none;
  }
}

const none: readonly SyntaxNode[] = [];

/**
 * Visits a node and all nodes under it in the order of the text, a parent before its children. Where `enter` gives
 * false the children are left out. Does not recurse, so trees of any depth are walked.
 */
export function walk(root: SyntaxNode, enter: (node: SyntaxNode) => unknown): void {
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (enter(node) === false) continue;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) pending.push(children[i] as SyntaxNode);
  }
}

/** Whether a node is an expression, not a part of one. */
export function isExpression(node: SyntaxNode): node is Expression {
  switch (node.kind) {
    case 'binding':
    case 'inherit':
    case 'formals':
    case 'formal':
    case 'text':
    case 'interpolation':
    case 'name':
    case 'placeholder':
      return false;
    default:
      node satisfies Expression;
      return true;
  }
}

/** All nodes of a tree that fulfil a test, in the order of the text. */
export function nodesWhere<Node extends SyntaxNode>(
  root: SyntaxNode,
  test: (node: SyntaxNode) => node is Node,
): readonly Node[] {
  const found: Node[] = [];
  walk(root, (node) => {
    if (test(node)) found.push(node);
  });
  return found;
}
