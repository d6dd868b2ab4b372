import { distance } from 'fastest-levenshtein';
import type { WorkspaceSettings } from '../analysis.ts';
import { rules } from '../impermanence/rules/index.ts';
import type { Severity } from '../impermanence/rules/rule.ts';
import { UsageError } from './usageError.ts';

/** The options of the command line that decide what is checked and how loudly. */
export interface CheckSettings {
  /** `ID=SEVERITY`, as written. */
  readonly rule: readonly string[];
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

export const severities = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];

/** What the editor never reads either, besides the globs given. */
export const defaultExcludes: readonly string[] = ['**/.git', '**/result*', '**/node_modules'];

/** The engine's settings. Throws a `UsageError` for an unknown rule or severity. */
export function workspaceSettings({ rule, only, exclude }: CheckSettings): Partial<WorkspaceSettings> {
  for (const id of only) requireRule(id);
  return { rules: Object.fromEntries(rule.map(ruleSeverity)), exclude: [...defaultExcludes, ...exclude] };
}

/** The rule's id if there is such a rule, else a `UsageError` that names the nearest. */
export function requireRule(id: string): string {
  if (rules.some((rule) => rule.id === id)) return id;
  const nearest = nearestRule(id);
  const advice = nearest === undefined ? '“nixos-impermanence rules” lists them' : `did you mean ${nearest}?`;
  throw new UsageError(id === '' ? `a rule without a name; ${advice}` : `no rule ${id}; ${advice}`);
}

/** The rule that begins like this, else the one with the fewest letters that differ; none where most do. */
function nearestRule(id: string): string | undefined {
  const ids = rules.map((rule) => rule.id);
  const nearest = ids.toSorted((a, b) => distance(a, id) - distance(b, id))[0] ?? '';
  const begun = id.length < 3 ? undefined : ids.find((candidate) => candidate.startsWith(id));
  return begun ?? (distance(nearest, id) <= id.length / 2 ? nearest : undefined);
}

function ruleSeverity(assignment: string): readonly [string, Severity | 'off'] {
  const [id = '', severity = ''] = assignment.split(/=(.*)/s, 2);
  const known = [...severities, 'off' as const].find((candidate) => candidate === severity);
  if (known === undefined)
    throw new UsageError(`--rule ${assignment}: write ID=SEVERITY, with off, hint, info, warning or error`);
  return [requireRule(id), known];
}
