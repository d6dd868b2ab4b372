import type { Span } from '../../base/span.ts';
import { tokenIndexAt } from './tokenAt.ts';
import { isTrivia, TokenKind } from './tokenKind.ts';
import type { SyntaxTree } from './tree.ts';

/** A comment; the span includes its marks, but not the line break behind a line comment. */
export interface Comment extends Span {
  readonly block: boolean;
  /** What it says, without its marks and the white space around. */
  readonly text: string;
}

/** All comments of a text, in order. */
export function commentsOf(tree: SyntaxTree): readonly Comment[] {
  const comments: Comment[] = [];
  for (let i = 0; i < tree.tokens.count; i++) {
    const comment = commentAt(tree, i);
    if (comment) comments.push(comment);
  }
  return comments;
}

/** The comments between the token before an offset and the offset, in order: above a binding, also behind the last one. */
export function commentsBefore(tree: SyntaxTree, offset: number): readonly Comment[] {
  const comments: Comment[] = [];
  let at = tokenIndexAt(tree.tokens, offset) - 1;
  for (; at >= 0 && isTrivia(tree.tokens.kinds[at] as number); at--) {
    const comment = commentAt(tree, at);
    if (comment) comments.unshift(comment);
  }
  return comments;
}

/**
 * The comments that stand on lines of their own right above the line of an offset, without an empty line between: those
 * that speak of what is there.
 */
export function commentsAbove(tree: SyntaxTree, offset: number): readonly Comment[] {
  const above: Comment[] = [];
  let line = lineStart(tree.text, offset);
  for (const comment of [...commentsBefore(tree, offset)].reverse()) {
    if (comment.start >= line) continue;
    const isAdjacent = /^[ \t]*\r?\n?[ \t]*$/.test(tree.text.slice(comment.end, line));
    if (!isAdjacent || !isAlone(tree, comment)) break;
    above.unshift(comment);
    line = lineStart(tree.text, comment.start);
  }
  return above;
}

/** The comment behind an offset on the same line, with nothing but white space or one `;` or `,` between. */
export function commentBehind(tree: SyntaxTree, offset: number): Comment | undefined {
  const { kinds, starts, count } = tree.tokens;
  let passed = false;
  for (let at = tokenIndexAt(tree.tokens, offset); at < count; at++) {
    const kind = kinds[at] as number;
    const start = starts[at] as number;
    const comment = commentAt(tree, at);
    if (comment && start >= offset) return comment;
    if (kind === TokenKind.Whitespace) {
      if (tree.text.slice(Math.max(start, offset), starts[at + 1]).includes('\n')) return undefined;
    } else if ((kind === TokenKind.Semicolon || kind === TokenKind.Comma) && !passed) {
      passed = true;
    } else if (start >= offset) {
      return undefined;
    }
  }
  return undefined;
}

/** Whether nothing but the comment stands on its lines. */
export function isAlone(tree: SyntaxTree, comment: Comment): boolean {
  const before = tree.text.slice(lineStart(tree.text, comment.start), comment.start);
  const behind = tree.text.slice(comment.end, lineEnd(tree.text, comment.end));
  return before.trim() === '' && behind.trim() === '';
}

/** Offset of the first character of the line that an offset lies on. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset behind the last character of the line that an offset lies on, before `\n` or `\r\n`. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text.charCodeAt(at - 1) === 0x0d ? at - 1 : at;
}

function commentAt(tree: SyntaxTree, index: number): Comment | undefined {
  const kind = tree.tokens.kinds[index];
  if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) return undefined;
  const start = tree.tokens.starts[index] as number;
  const end = tree.tokens.starts[index + 1] as number;
  const block = kind === TokenKind.BlockComment;
  const text = tree.text.slice(block ? start + 2 : start + 1, block ? end - 2 : end).trim();
  return { start, end, block, text };
}
