import { knownErrorsIn } from '../impermanence/knowledge/knownErrors.ts';
import { sourceUrl } from '../impermanence/knowledge/source.ts';
import { rules } from '../impermanence/rules/index.ts';
import { requireRule } from './settings.ts';
import { UsageError } from './usageError.ts';

/** A rule's page as Markdown. Throws a `UsageError` for an unknown rule. */
export function explainRule(id: string): string {
  const known = requireRule(id);
  return `${rules.find((rule) => rule.id === known)?.page.trimEnd() ?? ''}\n`;
}

/** What a pasted build or boot error means, as Markdown. Throws a `UsageError` for a text in which nothing is known. */
export function explainError(text: string): string {
  const found = knownErrorsIn(text);
  if (text.trim() === '') throw new UsageError('nothing to explain: give an error message on standard input');
  if (found.length === 0) throw new UsageError('no error of persistence is known that looks like this');
  const blocks = found.map(({ cause, remedy, rules: ids, source }) => {
    const [first] = ids;
    const lines = [
      `# ${first ?? 'Known error'}`,
      '',
      cause,
      '',
      remedy,
      '',
      ...(ids.length === 0 ? [] : [`Found before the build by: ${ids.join(', ')}.`]),
      `Source: ${sourceUrl(source) ?? source.repository}`,
    ];
    return `${lines.join('\n')}\n`;
  });
  return blocks.join('\n');
}

/** All rules, by category as in the documentation: a table for people, or JSON. */
export function listRules(json: boolean): string {
  const listed = rules.map(({ id, severity, category, title, source }) => ({ id, severity, category, title, source }));
  if (json) return `${JSON.stringify({ version: 1, rules: listed }, undefined, 2)}\n`;
  const width = Math.max(...listed.map(({ id }) => id.length));
  return listed.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}
