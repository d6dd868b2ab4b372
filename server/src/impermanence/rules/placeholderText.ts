import type { Span } from '../../base/span.ts';
import type { SourceFile } from '../../nix/eval/sources.ts';
import { TokenKind } from '../../nix/syntax/tokenKind.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';
import { placeholderUserPattern } from '../knowledge/placeholders.ts';

/** A placeholder for a user's name, with its place in the text. */
export interface PlaceholderText {
  readonly span: Span;
  readonly text: string;
}

/** The placeholders in a Nix file; none in others. */
export function placeholdersIn({ text, nix }: SourceFile): readonly PlaceholderText[] {
  return nix && mayHavePlaceholder(text) ? placeholdersInText(nix.tree) : [];
}

/**
 * The placeholders for a user that stand in the code or in strings of a file. `$USERNAME` counts only as the user of a
 * home, because elsewhere it may be a variable of a shell script.
 */
function placeholdersInText(tree: SyntaxTree): readonly PlaceholderText[] {
  const found: PlaceholderText[] = [];
  for (const { code, span } of tree.errors) {
    const text = tree.text.slice(span.start, span.end);
    if (code === 'placeholder' && placeholderUserPattern.test(text)) found.push({ span, text });
  }
  const { kinds, starts, count } = tree.tokens;
  for (let index = 0; index < count; index++) {
    if (kinds[index] !== TokenKind.StringText && kinds[index] !== TokenKind.StringEscaped) continue;
    const start = starts[index] ?? 0;
    const match = matchIn(tree.text.slice(start, starts[index + 1]));
    if (match)
      found.push({
        span: { start: start + match.index, end: start + match.index + match.text.length },
        text: match.text,
      });
  }
  return found;
}

/** Whether a text may have a placeholder in it: nearly all files have none, and all files of a host are looked at. */
function mayHavePlaceholder(text: string): boolean {
  return /<|username/i.test(text);
}

function matchIn(text: string): { readonly index: number; readonly text: string } | undefined {
  const match = placeholderUserPattern.exec(text);
  // A sentence speaks of a placeholder, a path or name has one.
  if (!match || /\s/.test(text)) return undefined;
  const isVariable = match[0].startsWith('$');
  return isVariable && !text.slice(0, match.index).endsWith('/home/')
    ? undefined
    : { index: match.index, text: match[0] };
}
