import { rules } from '../impermanence/rules/index.ts';
import { requireRule } from './settings.ts';

/** A rule's page as Markdown. Throws a `UsageError` for an unknown rule. */
export function explainRule(id: string): string {
  const known = requireRule(id);
  return `${rules.find((rule) => rule.id === known)?.page.trimEnd() ?? ''}\n`;
}

/** All rules, by category as in the documentation: a table for people, or JSON. */
export function listRules(json: boolean): string {
  const listed = rules.map(({ id, severity, category, title, source }) => ({ id, severity, category, title, source }));
  if (json) return `${JSON.stringify({ version: 1, rules: listed }, undefined, 2)}\n`;
  const width = Math.max(...listed.map(({ id }) => id.length));
  return listed.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}
