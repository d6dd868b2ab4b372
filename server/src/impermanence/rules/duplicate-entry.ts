import { removeEntry } from '../fixes/entries.ts';
import type { Entry, Era, Model } from '../model/model.ts';
import page from './duplicate-entry.md';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** The module's assertion `The following directories were specified two or more times`, files likewise. */
export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  title: 'The same path is persisted twice',
  page,
  source: 'M',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined) return;
    for (const same of sameTargets(model, era)) yield* duplicates(same, context);
  },
};

function sameTargets(model: Model, era: Era): Iterable<readonly Entry[]> {
  const byTarget = new Map<string, Entry[]>();
  for (const entry of model.entries) {
    if (entry.condition !== 'yes' || (era !== 'v2' && entry.origin.kind === 'home')) continue;
    const key = `${entry.kind} ${era === 'v2' ? entry.path : asCompared(entry)}`;
    const known = byTarget.get(key);
    if (known) known.push(entry);
    else byTarget.set(key, [entry]);
  }
  return byTarget.values();
}

/** v1 compares system entries as they are written; those of users are joined to the home first. */
function asCompared(entry: Entry): string {
  return entry.origin.kind === 'system' ? entry.written : entry.path;
}

function* duplicates(same: readonly Entry[], context: RuleContext): Iterable<Problem> {
  const [first, ...others] = same;
  for (const entry of others) {
    const site = entry.site ?? entry.store.site;
    if (!first || !site) continue;
    const kinds = entry.kind === 'file' ? 'files' : 'directories';
    yield {
      message: `${entry.path} is persisted twice${places(entry, first)}. The module refuses it: “The following ${kinds} were specified two or more times”.`,
      at: { site },
      related: first.site ? [{ at: { site: first.site }, message: `the first time, ${where(first)}` }] : [],
      fixes: [
        {
          title: `Remove this entry for ${entry.path}`,
          preferred: true,
          edits: () => removeEntry(context, entry),
        },
        ...(first.site && first.site !== entry.site
          ? [{ title: `Remove the other entry for ${entry.path}`, edits: () => removeEntry(context, first) }]
          : []),
      ],
    };
  }
}

function places(entry: Entry, first: Entry): string {
  const [here, there] = [where(entry), where(first)];
  return here === there ? ` ${here}` : `: ${here} and ${there}`;
}

function where({ origin, source, store }: Entry): string {
  const place = source ?? store.name;
  if (origin.kind === 'system') return `in ${place}`;
  const user = origin.user ?? 'the user';
  return origin.kind === 'user' ? `in ${place} for users.${user}` : `in ${place} by Home Manager for ${user}`;
}
