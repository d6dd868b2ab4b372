import { mayHold } from '../model/lasts.ts';
import type { Entry } from '../model/model.ts';
import { pathsAbove } from '../model/paths.ts';
import page from './covered-entry.md';
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
    const places = new Map<string, number>();
    plain.forEach((entry, index) => {
      const place = placeOf(entry, entry.path);
      if (!places.has(place)) places.set(place, index);
    });
    const holding = (entry: Entry) => {
      const indices = pathsAbove(entry.path).flatMap((path) => places.get(placeOf(entry, path)) ?? []);
      return indices.length === 0 ? undefined : plain[Math.min(...indices)];
    };
    for (const entry of plain) {
      const above = holding(entry);
      if (!above || !entry.site || entry.source === undefined) continue;
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

function placeOf({ source }: Entry, path: string): string {
  return `${source}\n${path}`;
}

/** People list a parent or a child on purpose to give it an owner or mode of its own. */
function hasOwner({ fieldSites }: Entry): boolean {
  return Boolean(fieldSites.user ?? fieldSites.group ?? fieldSites.mode);
}
