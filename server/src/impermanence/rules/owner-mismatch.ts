import { setEntryFields } from '../fixes/entries.ts';
import { quoted } from '../fixes/text.ts';
import type { StatePath } from '../knowledge/state/index.ts';
import type { Entry } from '../model/model.ts';
import { modeBits } from './modes.ts';
import page from './owner-mismatch.md';
import type { Rule } from './rule.ts';
import { usedState } from './usedState.ts';

/** The module creates a directory once, with the owner it was told. */
export const ownerMismatch: Rule = {
  id: 'owner-mismatch',
  severity: 'info',
  title: "A service's directory with another owner than it needs",
  page,
  source: 'facts',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const { fact, paths } of usedState(model)) {
      for (const place of paths) {
        const entry = model.entries.find(
          ({ kind, path, origin }) => kind === 'directory' && path === place.path && origin.kind === 'system',
        );
        const fields = entry && entry.condition === 'yes' ? wrongFields(entry, place) : [];
        if (!entry?.site || fields.length === 0) continue;
        const needed = fields.map(([field, value]) => `${field} ${value}`).join(', ');
        yield {
          message: `${fact.name} needs ${place.path} with ${needed}; this entry creates it as ${entry.user}:${entry.group} ${entry.mode}.`,
          at: { site: entry.site },
          fixes: [
            {
              title: `Set ${needed}`,
              preferred: true,
              edits: () =>
                setEntryFields(
                  context,
                  entry,
                  fields.map(([field, value]) => [field, quoted(value)]),
                ),
            },
          ],
        };
      }
    }
  },
};

function wrongFields(entry: Entry, place: StatePath): readonly (readonly [field: string, value: string])[] {
  const wrong: (readonly [string, string])[] = [];
  if (place.user !== undefined && entry.user !== undefined && entry.user !== place.user)
    wrong.push(['user', place.user]);
  if (place.group !== undefined && entry.group !== undefined && entry.group !== place.group)
    wrong.push(['group', place.group]);
  const given = entry.mode === undefined ? undefined : modeBits(entry.mode);
  const needed = place.mode === undefined ? undefined : modeBits(place.mode);
  if (place.mode !== undefined && given !== undefined && needed !== undefined && given !== needed)
    wrong.push(['mode', place.mode]);
  return wrong;
}
