import type { Span } from '../../base/span.ts';
import type { SourceFile } from '../../nix/eval/sources.ts';
import { TokenKind } from '../../nix/syntax/tokenKind.ts';

/** What the comments of a file silence. */
export interface Suppressions {
  silences(rule: string, span: Span): boolean;
}

/** A rule id in an ignore comment; the span is that of the id in the file's text. */
export interface IgnoredRule {
  readonly id: string;
  readonly span: Span;
}

/** `# impermanence: ignore a, b -- why` or `ignore-file`. */
export interface IgnoreComment {
  readonly scope: 'line' | 'file';
  readonly rules: readonly IgnoredRule[];
  readonly span: Span;
  /** For scope line: where the line that it silences begins and ends. */
  readonly line: Span;
}

/** What a file's ignore comments silence; nothing for files that are not Nix. */
export function suppressionsOf(file: SourceFile | undefined): Suppressions {
  const comments = file === undefined ? [] : ignoreComments(file);
  return {
    silences: (rule, span) => comments.some((comment) => covers(comment, span) && names(comment, rule)),
  };
}

function covers(comment: IgnoreComment, { start }: Span): boolean {
  return comment.scope === 'file' || (comment.line.start <= start && start <= comment.line.end);
}

/** `ignore-file` without ids is about all rules; `ignore` without ids is about none. */
function names({ scope, rules }: IgnoreComment, rule: string): boolean {
  return rules.length === 0 ? scope === 'file' : rules.some(({ id }) => id === rule);
}

/** The ignore comments of a Nix file in their order. */
export function ignoreComments(file: SourceFile): readonly IgnoreComment[] {
  const tokens = file.text.includes('impermanence:') ? file.nix?.tree.tokens : undefined;
  if (!tokens) return [];
  const found: IgnoreComment[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const kind = tokens.kinds[index];
    if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) continue;
    const comment = readComment(file.text, tokens.starts[index] ?? 0, tokens.starts[index + 1] ?? file.text.length);
    if (comment) found.push(comment);
  }
  return found;
}

function readComment(text: string, start: number, end: number): IgnoreComment | undefined {
  const match = /^(?:#+|\/\*)\s*impermanence:\s*(ignore-file|ignore)\b(?!-)([^\n]*)/.exec(text.slice(start, end));
  if (!match) return undefined;
  const listed = (match[2] ?? '').replace(/\*\/.*$/, '').split('--')[0] ?? '';
  const at = start + match[0].length - (match[2] ?? '').length;
  const rules = [...listed.matchAll(/[^\s,]+/g)].map((word) => ({
    id: word[0],
    span: { start: at + word.index, end: at + word.index + word[0].length },
  }));
  return {
    scope: match[1] === 'ignore-file' ? 'file' : 'line',
    rules,
    span: { start, end },
    line: silencedLine(text, start, end),
  };
}

/** The comment's own line where code stands before it, else the next line that is more than a comment. */
function silencedLine(text: string, start: number, end: number): Span {
  const own = lineAt(text, start);
  if (text.slice(own.start, start).trim() !== '') return own;
  let line = lineAt(text, end);
  if (line.start <= start) line = nextLine(text, line);
  while (line.end < text.length && /^\s*(#|$)/.test(text.slice(line.start, line.end))) line = nextLine(text, line);
  return line;
}

function nextLine(text: string, { end }: Span): Span {
  return lineAt(text, Math.min(end + 1, text.length));
}

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}
