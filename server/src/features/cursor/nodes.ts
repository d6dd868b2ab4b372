import { touches } from '../../base/span.ts';
import type { Expression, SyntaxNode, SyntaxTree } from '../../nix/syntax/tree.ts';

/**
 * The nodes around an offset, the outermost first. A cursor that stands between two nodes is in the one behind it, unless only the
 * one before can be meant: `"abc"|;` is in the string.
 */
export function nodesAt(tree: SyntaxTree, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = tree.root;
  while (node) {
    path.push(node);
    const touching: SyntaxNode[] = childrenOf(node).filter((child) => touches(child, offset));
    node = touching.findLast((child) => child.start < offset && offset < child.end) ?? touching.find(isWritten) ?? touching[0];
  }
  return path;
}

function isWritten({ start, end }: SyntaxNode): boolean {
  return start < end;
}

/** The nodes directly inside of a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (!('kind' in node)) return 'items' in node ? node.items : node.fallback ? [node.fallback] : [];
  switch (node.kind) {
    case 'binding':
      return [...node.path, node.value];
    case 'inherit':
      return [...(node.from ? [node.from] : []), ...node.names];
    case 'text':
    case 'name':
    case 'placeholder':
      return [];
    case 'interpolation':
      return [node.expression];
    default:
      return childrenOfExpression(node);
  }
}

function childrenOfExpression(node: Expression): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'string':
    case 'path':
      return node.parts;
    case 'list':
      return node.items;
    case 'attributeSet':
      return node.bindings;
    case 'letIn':
      return [...node.bindings, node.body];
    case 'with':
      return [node.scope, node.body];
    case 'assert':
      return [node.condition, node.body];
    case 'if':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'lambda':
      return [...(node.formals ? [node.formals] : []), node.body];
    case 'apply':
      return [node.callee, node.argument];
    case 'select':
      return [node.target, ...node.path, ...(node.fallback ? [node.fallback] : [])];
    case 'hasAttribute':
      return [node.target, ...node.path];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'parenthesized':
      return [node.inner];
    case 'identifier':
    case 'int':
    case 'float':
    case 'uri':
    case 'searchPath':
    case 'missing':
      return [];
  }
}
