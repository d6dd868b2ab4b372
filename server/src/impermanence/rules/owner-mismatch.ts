import { setEntryFields } from '../fixes/entries.ts';
import { quoted } from '../fixes/text.ts';
import type { StatePath } from '../knowledge/state/index.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths } from '../model/paths.ts';
import { modeBits } from './modes.ts';
import page from './owner-mismatch.md';
import type { Rule } from './rule.ts';
import { tmpfilesFor } from './tmpfiles.ts';
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
    for (const { fact, paths } of context.once(model, usedState)) {
      for (const place of paths) {
        const entry = model.entries.find(
          ({ kind, path, origin }) =>
            kind === 'directory' && origin.kind === 'system' && concatPaths(path) === place.path,
        );
        const fields = entry && entry.condition === 'yes' ? wrongFields(entry, place) : [];
        if (!entry?.site || fields.length === 0 || tmpfilesGivesOwner(model, entry)) continue;
        const needed = fields.map(([field, value]) => `${field} ${value}`).join(', ');
        yield {
          message: `${place.path} (${fact.name}) should have ${needed}; this entry creates it as ${entry.user}:${entry.group} ${entry.mode}.`,
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

/** Whether systemd-tmpfiles gives the directory an owner at every boot, here or where it is kept. */
function tmpfilesGivesOwner(model: Model, { path, source }: Entry): boolean {
  const { lines } = tmpfilesFor(model, source === undefined ? [path] : [path, concatPaths(source, path)]);
  return lines.some(({ type, user }) => /^[dDzZvqQe]/.test(type) && !['', '-', 'root'].includes(user));
}

/** What of an entry does not fit. A mode that gives others less than the service would is no harm. */
function wrongFields(entry: Entry, place: StatePath): readonly (readonly [field: string, value: string])[] {
  // systemd itself sees to what belongs to dynamic users, and to what it makes for a service or by a rule of its module.
  if (place.wrongPath !== undefined || place.corrected) return [];
  const wrong: (readonly [string, string])[] = [];
  if (entry.user === undefined || entry.group === undefined || entry.mode === undefined) return [];
  if (place.user !== undefined && entry.user !== place.user) wrong.push(['user', place.user]);
  if (place.group !== undefined && entry.group !== place.group) wrong.push(['group', place.group]);
  if (place.mode !== undefined && letsInMore(entry.mode, place.mode)) wrong.push(['mode', place.mode]);
  return wrong;
}

function letsInMore(given: string, needed: string): boolean {
  const [bits, wanted] = [modeBits(given), modeBits(needed)];
  return bits !== undefined && wanted !== undefined && (bits & ~wanted & 0o777) !== 0;
}
