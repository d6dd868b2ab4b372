import { rules } from '../../impermanence/rules/index.ts';
import type { Rule } from '../../impermanence/rules/rule.ts';
import { tokenIndexAt } from '../../nix/syntax/tokenAt.ts';
import { TokenKind } from '../../nix/syntax/tokenKind.ts';
import type { SyntaxTree } from '../../nix/syntax/tree.ts';
import { escapeMarkdown, factList } from '../text/markdown.ts';
import type { CompletionItem } from './item.ts';

/** In a comment: the words of an ignore comment and the ids of rules. Undefined where the cursor is in no comment. */
export function ignoreComment(tree: SyntaxTree, offset: number): readonly CompletionItem[] | undefined {
  const index = tokenIndexAt(tree.tokens, offset - 1);
  const kind = tree.tokens.kinds[index];
  if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) return undefined;
  const before = tree.text.slice(tree.tokens.starts[index], offset);
  const said = /^(?:#+|\/\*)\s*impermanence:\s*(.*)$/s.exec(before)?.[1];
  // What stands behind `--` is the reason, in anybody's words.
  if (said === undefined || said.includes(' --')) return [];
  const [typed = ''] = /[\w-]*$/.exec(said) ?? [];
  const span = { start: offset - typed.length, end: endOfWord(tree.text, offset) };
  if (said === typed) return keywords(span, tree.text[span.end] === ' ' ? '' : ' ');
  const listed = /^ignore(?:-file)?\s+(.*)$/s.exec(said)?.[1];
  return listed === undefined ? [] : ruleIds(span, listed.slice(0, listed.length - typed.length));
}

/** Where the word that the cursor is in ends. */
function endOfWord(text: string, offset: number): number {
  return offset + (/^[\w-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0);
}

function keywords(span: CompletionItem['span'], behind: string): readonly CompletionItem[] {
  const words = [
    ['ignore', 'the rules named, on the next line'],
    ['ignore-file', 'the rules named, or all, in this file'],
  ] as const;
  return words.map(([label, detail], rank) => ({
    label,
    kind: 'value',
    detail,
    insert: label + behind,
    span,
    filter: label,
    rank,
  }));
}

function ruleIds(span: CompletionItem['span'], listed: string): readonly CompletionItem[] {
  const taken = new Set(listed.split(/[\s,]+/));
  return rules
    .filter(({ id }) => !taken.has(id))
    .map((rule) => ({
      label: rule.id,
      kind: 'rule',
      detail: rule.title,
      insert: rule.id,
      span,
      filter: rule.id,
      rank: 0,
      documentation: () => statement(rule),
    }));
}

/** A rule in short. Its page is not in the bundles of the server. */
function statement({ title, severity, repair }: Rule): string {
  return [
    `**${escapeMarkdown(title)}**`,
    factList([
      ['Severity', `${severity} unless set`],
      [
        'Repair',
        repair === 'preferred' ? 'by a quick fix' : repair === 'offered' ? 'quick fixes to choose from' : undefined,
      ],
    ]),
  ].join('\n\n');
}
