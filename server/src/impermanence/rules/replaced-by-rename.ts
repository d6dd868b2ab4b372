import { all } from '../fixes/combine.ts';
import { setEntryField } from '../fixes/entries.ts';
import { type ReplacedFile, replacedFile } from '../knowledge/replacedByRename.ts';
import type { Entry, Model } from '../model/model.ts';
import { isBelow } from '../model/paths.ts';
import { homeOfEntry, userOf } from './homes.ts';
import page from './replaced-by-rename.md';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** Programs that save by renaming a new file over the old one: a bind mount of the single file makes that fail. */
export const replacedByRename: Rule = {
  id: 'replaced-by-rename',
  severity: 'warning',
  title: 'A single file that its program replaces by rename',
  page,
  source: '#175',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.releases.impermanence.era !== 'v2') return;
    const lists = new Map<string, Replaced[]>();
    for (const entry of model.entries) {
      const file = knownFile(model, entry);
      if (!file || !entry.site) continue;
      const list = `${entry.store.name} ${entry.origin.kind} ${userOf(entry)} ${file.desktop === true}`;
      lists.set(list, [...(lists.get(list) ?? []), { entry, file }]);
    }
    for (const list of lists.values()) yield* problems(list, context);
  },
};

interface Replaced {
  readonly entry: Entry;
  readonly file: ReplacedFile;
}

/** The fact about an entry, unless the entry is a link that the program writes through. */
function knownFile(model: Model, entry: Entry): ReplacedFile | undefined {
  if (entry.kind !== 'file' || entry.condition !== 'yes' || entry.method === undefined) return undefined;
  const home = homeOfEntry(model, entry);
  const file = replacedFile(
    home !== undefined && isBelow(entry.path, home) ? entry.path.slice(home.length + 1) : entry.path,
  );
  const harmless = file === undefined || (entry.method === 'symlink' && file.followsLink !== false);
  return harmless ? undefined : file;
}

function* problems(list: readonly Replaced[], context: RuleContext): Iterable<Problem> {
  const [first, ...others] = list;
  if (!first?.entry.site) return;
  const linkable = list.filter(({ file, entry }) => file.followsLink === true && entry.method !== 'symlink');
  const directory = first.file.directory === undefined ? '' : ` Persist the directory ${first.file.directory} instead.`;
  const link = linkable.length > 0 ? ' With method = "symlink" the program writes through the link.' : '';
  const more = others.length === 0 ? '' : ` (and ${others.length} more in this list)`;
  yield {
    message: `${first.file.program} saves ${first.entry.written}${more} by renaming a new file over it: on a bind-mounted file this fails with “Device or resource busy”.${directory}${link}`,
    ...(first.file.desktop === true ? { severity: 'info' as const } : {}),
    at: { site: first.entry.site },
    related: others.flatMap(({ entry }) =>
      entry.site ? [{ at: { site: entry.site }, message: `${entry.written} likewise` }] : [],
    ),
    fixes:
      linkable.length < list.length
        ? []
        : [
            {
              title:
                linkable.length === 1
                  ? 'Set method = "symlink"'
                  : `Set method = "symlink" for ${linkable.length} files`,
              preferred: true,
              edits: () => all(...linkable.map(({ entry }) => setEntryField(context, entry, 'method', '"symlink"'))),
            },
          ],
  };
}
