import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../base/span.ts';

/** What is wrong with a text that is no JSON, and where; the same on every platform, unlike what its own parser says. */
export function jsonTrouble(text: string): { readonly message: string; readonly span: Span } {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (text.trim() === '') return { message: 'it is empty', span: firstLine(text) };
  if (first === undefined) return { message: 'a character in it is not allowed', span: firstLine(text) };
  const start = Math.min(first.offset, text.trimEnd().length);
  const conflict = conflictAt(text, start);
  if (conflict !== undefined) return { message: 'a conflict of git was left in', span: conflict };
  const end = Math.max(start, Math.min(first.offset + first.length, lineEnd(text, start)));
  return {
    message: sentences[printParseErrorCode(first.error)] ?? 'it ends or goes on in a wrong place',
    span: { start, end },
  };
}

/** Where the value at a path of names stands in a JSON text, or the first line where there is none. */
export function jsonPlace(text: string, path: readonly string[]): Span {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, [...path]);
  return node === undefined ? firstLine(text) : { start: node.offset, end: node.offset + node.length };
}

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value of JSON',
  InvalidNumberFormat: 'this is no number of JSON',
  PropertyNameExpected: 'a name in quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing brace is missing here',
  CloseBracketExpected: 'a closing bracket is missing here',
  EndOfFileExpected: 'more follows the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a string does not end',
  UnexpectedEndOfNumber: 'a number does not end',
  InvalidUnicode: 'a string has a wrong \\u escape',
  InvalidEscapeCharacter: 'a string has a wrong escape',
  InvalidCharacter: 'a string has a character that must be escaped',
};

/** The line of a marker that git left where the text stops being JSON. */
function conflictAt(text: string, offset: number): Span | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = lineEnd(text, start);
  return /^(<{7}|={7}|>{7}|\|{7})( |$)/.test(text.slice(start, end)) ? { start, end } : undefined;
}

function firstLine(text: string): Span {
  return { start: 0, end: lineEnd(text, 0) };
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/\r?\n/);
  return end < 0 ? text.length : from + end;
}
