import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import { commentsOf } from '../comments.ts';
import { nodesAt } from '../nodeAt.ts';
import { parse } from '../parse.ts';
import type { Expression, SyntaxNode, SyntaxTree } from '../tree.ts';
import { childrenOf } from '../walk.ts';
import { indentAt, indentLines, lineBreakOf } from './layout.ts';

/**
 * Puts another expression in the place of one, in parentheses where the place needs them. Lines of `text` behind the
 * first are indented like the line that the expression begins on. No edit if that is what stands there.
 */
export function replaceExpression(tree: SyntaxTree, node: Expression, text: string): TextEdit[] {
  const wanted = indentLines(text, indentAt(tree.text, node.start), lineBreakOf(tree.text));
  const placed = mustBeSimple(tree, node) ? simpleText(wanted) : wanted;
  return tree.text.slice(node.start, node.end) === placed ? [] : [{ span: spanOf(node), text: placed }];
}

/** Makes an expression the last argument of a function: `x` becomes `lib.mkForce x`, with parentheses where needed. */
export function wrapInCall(tree: SyntaxTree, node: Expression, functionText: string): TextEdit[] {
  const outside = mustBeSimple(tree, node);
  const inside = !isSimple(node);
  return [
    { span: { start: node.start, end: node.start }, text: `${outside ? '(' : ''}${functionText} ${inside ? '(' : ''}` },
    { span: { start: node.end, end: node.end }, text: `${inside ? ')' : ''}${outside ? ')' : ''}` },
  ];
}

/**
 * Puts an inner expression in the place of an outer one that contains it: `lib.mkForce x` becomes `x`. Comments in what
 * goes away stay, before or behind the inner expression.
 */
export function unwrapExpression(tree: SyntaxTree, outer: Expression, inner: Expression): TextEdit[] {
  const parentheses = mustBeSimple(tree, outer) && !isSimple(inner);
  const before = { start: outer.start, end: inner.start };
  const behind = { start: inner.end, end: outer.end };
  const edits = [
    { span: before, text: keptComments(tree, before) + (parentheses ? '(' : '') },
    { span: behind, text: (parentheses ? ')' : '') + keptComments(tree, behind) },
  ];
  return edits.filter((edit) => edit.text !== '' || edit.span.start < edit.span.end);
}

/** The text of an expression as it can stand as a list item, argument or target of a selection. */
export function simpleText(text: string): string {
  return isSimple(parse(text).root) ? text : `(${text})`;
}

/** Whether an expression needs no parentheses as a list item or argument. */
export function isSimple(node: Expression): boolean {
  switch (node.kind) {
    case 'apply':
    case 'binary':
    case 'unary':
    case 'lambda':
    case 'if':
    case 'letIn':
    case 'with':
    case 'assert':
    case 'hasAttribute':
      return false;
    default:
      return true;
  }
}

/** Whether an expression stands where only a simple one may. */
export function mustBeSimple(tree: SyntaxTree, node: Expression): boolean {
  const parent = parentOf(tree, node);
  if (!parent) return false;
  switch (parent.kind) {
    case 'list':
    case 'apply':
    case 'binary':
    case 'unary':
    case 'hasAttribute':
      return true;
    case 'select':
      return parent.target === node || parent.fallback === node;
    default:
      return false;
  }
}

/** The node right above a node of the tree; `undefined` for the root and for what is not in the tree. */
export function parentOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  for (const side of ['behind', 'before'] as const) {
    const path = nodesAt(tree, side === 'behind' ? node.start : node.end, side);
    const found = path.find((candidate) => childrenOf(candidate).includes(node));
    if (found) return found;
  }
  return undefined;
}

/** The comments of a span as they must stand where the rest of it goes away. */
function keptComments(tree: SyntaxTree, span: Span): string {
  const comments = commentsOf(tree).filter((comment) => span.start <= comment.start && comment.end <= span.end);
  const lineBreak = lineBreakOf(tree.text) + indentAt(tree.text, span.start);
  return comments
    .map((comment) => tree.text.slice(comment.start, comment.end) + (comment.block ? ' ' : lineBreak))
    .join('');
}

function spanOf(span: Span): Span {
  return { start: span.start, end: span.end };
}
