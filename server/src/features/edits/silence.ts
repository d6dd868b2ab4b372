import type { Span } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
import { ignoreComments } from '../../impermanence/rules/suppression.ts';
import type { SourceFile } from '../../nix/eval/sources.ts';
import { tokenIndexAt } from '../../nix/syntax/tokenAt.ts';
import { TokenKind } from '../../nix/syntax/tokenKind.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';

/**
 * The edit that silences a rule at a place by a comment on the line before; an ignore comment that stands there already
 * is made longer. Undefined where no comment can stand: in files that are not Nix, and inside of strings.
 */
export function silenceEdit(file: SourceFile, { start }: Span, rule: string): FileEdit | undefined {
  if (!file.nix) return undefined;
  const known = ignoreComments(file).find(
    ({ scope, line }) => scope === 'line' && line.start <= start && start <= line.end,
  );
  const last = known?.rules.at(-1);
  if (last) return { file: file.path, span: { start: last.span.end, end: last.span.end }, text: `, ${rule}` };
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  if (isInsideText(file.nix.tree, lineStart)) return undefined;
  const indentation = /^[ \t]*/.exec(file.text.slice(lineStart))?.[0] ?? '';
  const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
  const text = `${indentation}# impermanence: ignore ${rule}${lineBreak}`;
  return { file: file.path, span: { start: lineStart, end: lineStart }, text };
}

/** Whether a string or a block comment goes on over the offset, so that a `#` there would be part of it. */
function isInsideText(tree: SyntaxTree, offset: number): boolean {
  const index = tokenIndexAt(tree.tokens, offset);
  const kind = tree.tokens.kinds[index];
  if (kind === TokenKind.BlockComment) return (tree.tokens.starts[index] ?? 0) < offset;
  if (kind === TokenKind.Interpolation) return isText(tree.tokens.kinds[index - 1]);
  return isText(kind);
}

function isText(kind: number | undefined): boolean {
  return kind !== undefined && textKinds.has(kind);
}

const textKinds: ReadonlySet<number> = new Set([
  TokenKind.StringText,
  TokenKind.StringEscaped,
  TokenKind.StringClose,
  TokenKind.IndentText,
  TokenKind.IndentEscape,
  TokenKind.IndentClose,
]);
