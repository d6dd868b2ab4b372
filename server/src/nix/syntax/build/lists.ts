import type { TextEdit } from '../../../base/edit.ts';
import { type Comment, commentBehind, lineEnd, lineStart } from '../comments.ts';
import type { Expression, List, SyntaxTree } from '../tree.ts';
import { behindWithComment, removePiece } from './bindings.ts';
import { simpleText } from './expressions.ts';
import { endsLine, indentAt, indentLines, indentUnit, isMultiline, lineBreakOf, startsLine } from './layout.ts';

/**
 * Inserts an item before the item at `index`, or behind the last one: on a line of its own where the items have lines of
 * their own. Parentheses are put around `text` if it needs them as an item. A `comment` stands behind it on its line.
 */
export function insertListItem(tree: SyntaxTree, list: List, index: number, text: string, comment = ''): TextEdit[] {
  const needsLine = comment !== '';
  const item = needsLine ? `${simpleText(text)} ${comment}` : simpleText(text);
  if (list.items.length === 0) return insertOnly(tree, list, item, needsLine);
  if ((needsLine || item.includes('\n')) && !isMultiline(tree.text, list)) return insertSpread(tree, list, index, item);
  const previous = list.items[Math.min(index, list.items.length) - 1];
  return previous ? insertBehind(tree, list, previous, item, needsLine) : insertAtStart(tree, list, item, needsLine);
}

/** The comment that speaks of an item: behind it at the end of a line on which no other item stands. */
export function commentOfItem(tree: SyntaxTree, list: List, item: Expression): Comment | undefined {
  const comment = commentBehind(tree, item.end);
  if (comment === undefined || comment.end > list.end || !endsLine(tree.text, comment.end)) return undefined;
  const [start, end] = [lineStart(tree.text, item.start), lineEnd(tree.text, comment.end)];
  const isShared = list.items.some((other) => other !== item && other.end > start && other.start < end);
  return isShared ? undefined : comment;
}

/** Removes an item together with the comment that speaks of it. */
export function removeWithComment(tree: SyntaxTree, item: Expression, comment: Comment): TextEdit[] {
  return removePiece(tree, item.start, comment.end);
}

/** Removes the item at `index`: with its line and the comment behind it there, if it stands alone on its line. */
export function removeListItem(tree: SyntaxTree, list: List, index: number): TextEdit[] {
  const item = list.items[index];
  return item ? removePiece(tree, item.start, item.end) : [];
}

/**
 * Moves the item at `from` so that it is at `to` afterwards. The comment behind it on its line goes with it. No edit if
 * one of the two is not there, or they are the same.
 */
export function moveListItem(tree: SyntaxTree, list: List, from: number, to: number): TextEdit[] {
  const item = list.items[from];
  if (!item || from === to || to < 0 || to >= list.items.length) return [];
  const previous = list.items[to > from ? to : to - 1];
  const removed = removePiece(tree, item.start, item.end);
  const comment = commentGoing(tree, item, removed);
  const moved = tree.text.slice(item.start, item.end) + (comment === '' ? '' : ` ${comment}`);
  if (previous) return [...removed, ...insertBehind(tree, list, previous, moved, comment !== '')];
  return [...removed, ...insertAtStart(tree, list, moved, comment !== '')];
}

/** The comment behind an item that its removal would take away. */
function commentGoing(tree: SyntaxTree, item: Expression, removed: readonly TextEdit[]): string {
  const comment = commentBehind(tree, item.end);
  const gone = comment && removed.some((edit) => edit.span.start <= comment.start && comment.end <= edit.span.end);
  return gone ? tree.text.slice(comment.start, comment.end) : '';
}

function insertBehind(tree: SyntaxTree, list: List, previous: Expression, item: string, needsLine = false): TextEdit[] {
  const place = behindWithComment(tree, previous.end, list.end);
  const alone = startsLine(tree.text, previous.start) && endsLine(tree.text, place.offset);
  if (!alone && !needsLine && !item.includes('\n'))
    return [insertion(previous.end, separated(tree, previous.end, item))];
  const indent = startsLine(tree.text, previous.start)
    ? indentAt(tree.text, previous.start)
    : indentAt(tree.text, list.start) + indentUnit(tree);
  const lineBreak = lineBreakOf(tree.text);
  const behind = endsLine(tree.text, place.offset) ? '' : lineBreak + indent;
  return [insertion(place.offset, lineBreak + indent + indentLines(item, indent, lineBreak) + behind)];
}

/** A space before the item, and one behind it where the next token would touch it. */
function separated(tree: SyntaxTree, offset: number, item: string): string {
  const next = tree.text[offset];
  return ` ${item}${next === undefined || /\s/.test(next) ? '' : ' '}`;
}

function insertAtStart(tree: SyntaxTree, list: List, item: string, needsLine = false): TextEdit[] {
  const first = list.items[0] as Expression;
  const place = behindWithComment(tree, list.start + 1, first.start);
  const lineBreak = lineBreakOf(tree.text);
  if (startsLine(tree.text, first.start) && endsLine(tree.text, place.offset)) {
    const indent = indentAt(tree.text, first.start);
    return [insertion(place.offset, lineBreak + indent + indentLines(item, indent, lineBreak))];
  }
  if (!needsLine) return [insertion(first.start, `${item} `)];
  const indent = indentAt(tree.text, list.start) + indentUnit(tree);
  return [insertion(first.start, `${item}${lineBreak}${indent}`)];
}

/** Inserts an item of several lines into a list of one line: every item gets a line of its own. */
function insertSpread(tree: SyntaxTree, list: List, index: number, item: string): TextEdit[] {
  const { text } = tree;
  const outer = indentAt(text, list.start);
  const indent = outer + indentUnit(tree);
  const lineBreak = lineBreakOf(text);
  const added = indentLines(item, indent, lineBreak);
  const edits: TextEdit[] = [];
  let from = list.start + 1;
  list.items.forEach((present, position) => {
    const before = position === index ? `${lineBreak}${indent}${added}` : '';
    edits.push(spread(text, from, present.start, `${before}${lineBreak}${indent}`));
    from = present.end;
  });
  const last = index >= list.items.length ? `${lineBreak}${indent}${added}` : '';
  edits.push(spread(text, from, list.end - 1, `${last}${lineBreak}${outer}`));
  return edits;
}

/** Puts a gap between two tokens on new lines; a comment in it stays before the line break. */
function spread(text: string, start: number, end: number, lines: string): TextEdit {
  const kept = text.slice(start, end).trimEnd();
  return { span: { start: start + kept.length, end }, text: lines };
}

/** Inserts into a list without items; comments in it stay above. */
function insertOnly(tree: SyntaxTree, list: List, item: string, needsLine: boolean): TextEdit[] {
  const start = list.start + 1;
  const end = tree.text[list.end - 1] === ']' && list.end > start ? list.end - 1 : list.end;
  const kept = tree.text.slice(start, end).trimEnd();
  const span = { start: start + kept.length, end };
  if (!needsLine && !isMultiline(tree.text, { start, end }) && !item.includes('\n'))
    return [{ span, text: ` ${item} ` }];
  const outer = indentAt(tree.text, list.start);
  const indent = outer + indentUnit(tree);
  const lineBreak = lineBreakOf(tree.text);
  return [{ span, text: `${lineBreak}${indent}${indentLines(item, indent, lineBreak)}${lineBreak}${outer}` }];
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
