import type { TextEdit } from '../../../base/edit.ts';
import type { Expression, Formals, SyntaxTree } from '../tree.ts';
import { indentAt, indentUnit, isMultiline, lineBreakOf, startsLine } from './layout.ts';

/**
 * Adds an argument to `{ a, b, ... }:`, before the ellipsis, in the layout of the others. No edit if it is there.
 */
export function insertFormal(tree: SyntaxTree, formals: Formals, name: string): TextEdit[] {
  if (formals.items.some((formal) => formal.name === name)) return [];
  const last = formals.items[formals.items.length - 1];
  if (!last) {
    const at = formals.start + 1;
    const behind = /\s/.test(tree.text[at] ?? '') ? '' : ' ';
    return [{ span: { start: at, end: at }, text: formals.ellipsis ? ` ${name},${behind}` : ` ${name}${behind}` }];
  }
  const span = { start: last.end, end: last.end };
  if (!isMultiline(tree.text, formals)) return [{ span, text: `, ${name}` }];
  const indent = indentAt(tree.text, last.start);
  const leadingComma = startsLine(tree.text, tree.text.lastIndexOf(',', last.start));
  const lineBreak = lineBreakOf(tree.text);
  if (leadingComma && formals.items.length > 1) return [{ span, text: `${lineBreak}${indent}, ${name}` }];
  return startsLine(tree.text, last.start)
    ? [{ span, text: `,${lineBreak}${indent}${name}` }]
    : [{ span, text: `, ${name}` }];
}

/** Puts a `let` with one binding (`text`, its semicolon included) before an expression that has none. */
export function wrapInLet(tree: SyntaxTree, body: Expression, text: string): TextEdit[] {
  const lineBreak = lineBreakOf(tree.text);
  const indent = indentAt(tree.text, body.start);
  const before = startsLine(tree.text, body.start) ? '' : lineBreak + indent;
  const lines = [`${before}let`, `${indent}${indentUnit(tree)}${text}`, `${indent}in`, indent];
  return [{ span: { start: body.start, end: body.start }, text: lines.join(lineBreak) }];
}
