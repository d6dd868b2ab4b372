import { setBranch } from '../fixes/sourceUrl.ts';
import { v1Branch } from '../knowledge/revisions.ts';
import type { Model } from '../model/model.ts';
import type { Fix, RuleContext } from './rule.ts';

/** The fix that stays with the last revision before v2, where the module's source is written in sight. */
export function pinV1(model: Model, context: RuleContext, preferred: boolean): readonly Fix[] {
  const { site } = model.releases.impermanence;
  if (!site) return [];
  return [
    {
      title: `Use the branch ${v1Branch}`,
      preferred,
      edits: () => setBranch(context, site, v1Branch, /\b(master|main)\b/),
    },
  ];
}
