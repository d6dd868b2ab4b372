import type { TextEdit } from '../../../base/edit.ts';
import { quoteAttributeName } from '../attrPath.ts';
import { commentBehind, lineEnd, lineStart } from '../comments.ts';
import { tokenIndexAt } from '../tokenAt.ts';
import { TokenKind } from '../tokenKind.ts';
import type { AttributeBinding, AttributeName, AttributeSet, Binding, LetIn, SyntaxTree } from '../tree.ts';
import { indentAt, indentLines, indentUnit, isMultiline, lineBreakOf, startsLine } from './layout.ts';

/**
 * Inserts a binding (`text`, its semicolon included) behind another one of a set or `let`, or behind the last one: on a
 * line of its own, indented like its neighbours, or on the same line in a set of one line. Lines of `text` behind the
 * first should be indented relative to it.
 */
export function insertBinding(
  tree: SyntaxTree,
  set: AttributeSet | LetIn,
  text: string,
  after: Binding | undefined = set.bindings[set.bindings.length - 1],
): TextEdit[] {
  const body = bodyOf(tree, set);
  if (!after) return insertFirst(tree, body, text);
  const place = behindWithComment(tree, after.end, body.end);
  const semicolon = tree.text[after.end - 1] === ';' ? [] : [{ span: { start: after.end, end: after.end }, text: ';' }];
  const ownLine = startsLine(tree.text, after.start);
  const lineBreak = lineBreakOf(tree.text);
  if (ownLine || place.newLine || isMultiline(tree.text, { start: after.end, end: body.end })) {
    const indent = ownLine ? indentAt(tree.text, after.start) : indentAt(tree.text, body.end) + indentUnit(tree);
    const gap = text.includes('\n') && isSetApart(tree.text, after.start, place.offset) ? lineBreak : '';
    const inserted = gap + lineBreak + indent + indentLines(text, indent, lineBreak);
    return [...semicolon, { span: { start: place.offset, end: place.offset }, text: inserted }];
  }
  return [...semicolon, ...insertInline(tree, body, place.offset, text)];
}

/** Whether an empty line stands behind a binding, or before it and the comments above it: blocks there are kept apart. */
function isSetApart(text: string, start: number, end: number): boolean {
  if (/^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(end, end + 400))) return true;
  const above = text.slice(0, lineStart(text, start)).split('\n').slice(0, -1);
  while (/^\s*#/.test(above.at(-1) ?? '')) above.pop();
  return above.at(-1)?.trim() === '';
}

/** Where the bindings of a set or `let` stand: between its brace and the closing one, or between `let` and `in`. */
interface Body {
  readonly start: number;
  readonly end: number;
  /** Of the line on which the construct begins. */
  readonly indent: string;
}

function bodyOf(tree: SyntaxTree, set: AttributeSet | LetIn): Body {
  const { kinds, starts } = tree.tokens;
  const indent = indentAt(tree.text, set.start);
  let at = tokenIndexAt(tree.tokens, set.start);
  const open = set.kind === 'letIn' ? TokenKind.Let : TokenKind.BraceOpen;
  while (kinds[at] !== open) at++;
  const start = starts[at + 1] as number;
  if (set.kind === 'attributeSet') {
    const closed = tree.text[set.end - 1] === '}' && set.end - 1 >= start;
    return { start, end: closed ? set.end - 1 : set.end, indent };
  }
  // The keyword `in` is the last of that kind before the body.
  let last = tokenIndexAt(tree.tokens, set.body.start) - 1;
  while (last > at && kinds[last] !== TokenKind.In) last--;
  return { start, end: last > at ? (starts[last] as number) : set.body.start, indent };
}

/** Inserts into a set without bindings; comments in it stay above. */
function insertFirst(tree: SyntaxTree, body: Body, text: string): TextEdit[] {
  const content = tree.text.slice(body.start, body.end);
  const lineBreak = lineBreakOf(tree.text);
  if (!content.includes('\n') && !text.includes('\n')) {
    const kept = content.trimEnd();
    return [{ span: { start: body.start + kept.length, end: body.end }, text: ` ${text} ` }];
  }
  const indent = body.indent + indentUnit(tree);
  const kept = content.trimEnd();
  const inserted = `${lineBreak}${indent}${indentLines(text, indent, lineBreak)}${lineBreak}${body.indent}`;
  return [{ span: { start: body.start + kept.length, end: body.end }, text: inserted }];
}

function insertInline(tree: SyntaxTree, body: Body, offset: number, text: string): TextEdit[] {
  const span = { start: offset, end: offset };
  if (!text.includes('\n')) {
    const needsSpace = offset === body.end;
    return [{ span, text: ` ${text}${needsSpace ? ' ' : ''}` }];
  }
  const lineBreak = lineBreakOf(tree.text);
  const indent = body.indent + indentUnit(tree);
  const inserted = `${lineBreak}${indent}${indentLines(text, indent, lineBreak)}${lineBreak}${body.indent}`;
  const spaces = /^[ \t]*/.exec(tree.text.slice(offset, body.end))?.[0].length ?? 0;
  return [{ span: { start: offset, end: offset + spaces }, text: inserted }];
}

/** The place behind an offset and the comment that stands behind it on the line. */
export function behindWithComment(
  tree: SyntaxTree,
  offset: number,
  limit: number,
): { offset: number; newLine: boolean } {
  const comment = commentBehind(tree, offset);
  if (!comment || comment.end > limit) return { offset, newLine: false };
  if (comment.block && isMultiline(tree.text, comment)) return { offset, newLine: false };
  return { offset: comment.end, newLine: !comment.block };
}

/**
 * Removes a binding: with its whole line, and the comment behind it there, if it stands alone on its line; comments
 * above it stay.
 */
export function removeBinding(tree: SyntaxTree, binding: Binding): TextEdit[] {
  return removePiece(tree, binding.start, binding.end);
}

/** Removes a piece between separators of its own; see `removeBinding`. */
export function removePiece(tree: SyntaxTree, start: number, end: number): TextEdit[] {
  const { text } = tree;
  const comment = commentBehind(tree, end);
  const withComment = comment && lineEnd(text, comment.end) === trimmedEnd(text, comment.end) ? comment.end : end;
  if (startsLine(text, start) && trimmedEnd(text, withComment) === lineEnd(text, withComment)) {
    return [{ span: wholeLines(text, start, withComment), text: '' }];
  }
  return [{ span: withSpace(text, start, end), text: needsSpace(text, start, end) ? ' ' : '' }];
}

/** The end of the line if only white space is left of it, otherwise the offset. */
function trimmedEnd(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text.slice(offset, end).trim() === '' ? end : offset;
}

function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
  const lineBreak = text.indexOf('\n', end);
  if (lineBreak >= 0) return { start: lineStart(text, start), end: lineBreak + 1 };
  return { start: lineStart(text, start), end: text.length };
}

/** The piece and the spaces before it, or those behind it where there are none before. */
function withSpace(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  if (from < start && !startsLine(text, start)) return { start: from, end };
  let to = end;
  while (text[to] === ' ' || text[to] === '\t') to++;
  return { start, end: to };
}

/** Whether what stands around a piece would grow together without it. */
function needsSpace(text: string, start: number, end: number): boolean {
  const span = withSpace(text, start, end);
  const before = text[span.start - 1];
  const behind = text[span.end];
  return before !== undefined && behind !== undefined && /[^\s[({;]/.test(before) && /[^\s\])};]/.test(behind);
}

/** Gives one component of an attribute path another name, quoted if it must be. */
export function renameAttribute(tree: SyntaxTree, component: AttributeName, name: string): TextEdit[] {
  const text = quoteAttributeName(name);
  if (tree.text.slice(component.start, component.end) === text) return [];
  return [{ span: { start: component.start, end: component.end }, text }];
}

/** Replaces the whole attribute path of a binding by other names. */
export function renamePath(tree: SyntaxTree, binding: AttributeBinding, names: readonly string[]): TextEdit[] {
  const first = binding.path[0] as AttributeName;
  const last = binding.path[binding.path.length - 1] as AttributeName;
  const text = names.map(quoteAttributeName).join('.');
  if (tree.text.slice(first.start, last.end) === text) return [];
  return [{ span: { start: first.start, end: last.end }, text }];
}
