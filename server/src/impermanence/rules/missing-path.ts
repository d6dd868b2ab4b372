import { replaceName } from '../fixes/definitions.ts';
import page from './missing-path.md';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { lacksPath, pathNames, type StoreSet, storeSets } from './storeSets.ts';

/** An entry that does not say which path it is about. */
export const missingPath: Rule = {
  id: 'missing-path',
  severity: 'error',
  title: 'An entry without its path',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const set of storeSets(model)) {
      if (!set.site || !lacksPath(set)) continue;
      yield {
        message: `This entry has no ${set.kind} and fails with “The option … was accessed but has no value defined”.`,
        at: { site: set.site },
        fixes: renaming(set, context),
      };
    }
  },
};

function renaming({ kind, origin }: StoreSet, context: RuleContext): readonly Fix[] {
  const meant = origin.undeclared().find(({ path }) => pathNames.has(path.at(-1) ?? ''));
  const site = meant?.definition.nameSite;
  if (!site) return [];
  return [{ title: `Write ${kind}`, preferred: true, edits: () => replaceName(context, site, kind) }];
}
