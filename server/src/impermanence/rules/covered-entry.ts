import { mayHold } from '../model/lasts.ts';
import type { Entry } from '../model/model.ts';
import page from './covered-entry.md';
import { holdingAmong } from './holding.ts';
import { removal } from './removal.ts';
import type { Rule } from './rule.ts';

/** A second bind mount for what the first already shows. */
export const coveredEntry: Rule = {
  id: 'covered-entry',
  severity: 'hint',
  title: 'A directory below one that is persisted anyway',
  page,
  source: 'evaluated',
  category: 'entries',
  repair: 'preferred',
  unanimous: true,
  *checkHost(model, context) {
    const plain = model.entries.filter(
      (entry) => entry.kind === 'directory' && entry.condition === 'yes' && mayHold(entry) && !hasOwner(entry),
    );
    const holding = holdingAmong(plain);
    for (const entry of plain) {
      const above = holding(entry);
      if (!above || !entry.site) continue;
      yield {
        message: `${entry.path} is kept with ${above.path} already.`,
        at: { site: entry.site },
        related: above.site ? [{ at: { site: above.site }, message: 'the directory that holds it' }] : [],
        fixes: [removal(context, model, entry, (each) => plain.includes(each) && holding(each) !== undefined)],
        tags: ['unnecessary'],
      };
    }
  },
};

/** People list a parent or a child on purpose to give it an owner or mode of its own. */
function hasOwner({ fieldSites }: Entry): boolean {
  return Boolean(fieldSites.user ?? fieldSites.group ?? fieldSites.mode);
}
