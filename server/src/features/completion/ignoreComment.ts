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
  // What stands behind `--` is the reason, in anybody's words.
  const match = /^(?:#+|\/\*)\s*impermanence:\s*(?:(ignore(?:-file)?)\s+([^-]*?(?:-[^-]+)*?))?([\w-]*)$/.exec(before);
  if (!match || / --/.test(before)) return [];
  const typed = match[3] ?? '';
  const span = { start: offset - typed.length, end: offset };
  return match[1] === undefined ? keywords(span) : ruleIds(span, match[2] ?? '');
}

function keywords(span: CompletionItem['span']): readonly CompletionItem[] {
  const words = [
    ['ignore', 'the rules named, on the next line'],
    ['ignore-file', 'the rules named, or all, in this file'],
  ] as const;
  return words.map(([label, detail], rank) => ({
    label,
    kind: 'value',
    detail,
    insert: `${label} `,
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
