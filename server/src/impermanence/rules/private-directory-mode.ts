import { setEntryField } from '../fixes/entries.ts';
import { privateDirectories } from '../knowledge/privateDirectories.ts';
import type { Entry, Model } from '../model/model.ts';
import { isBelow } from '../model/paths.ts';
import { homeOfEntry } from './homes.ts';
import { letsOthersIn, modeBits } from './modes.ts';
import page from './private-directory-mode.md';
import type { Rule } from './rule.ts';

/** What the module creates is open to everybody to look into unless a mode says otherwise. */
export const privateDirectoryMode: Rule = {
  id: 'private-directory-mode',
  severity: 'info',
  title: 'A directory with secrets that others may look into',
  page,
  source: '#139',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const entry of model.entries) {
      const holds = takesMode(model, entry) ? secretsIn(model, entry) : undefined;
      const bits = entry.mode === undefined ? undefined : modeBits(entry.mode);
      const set = entry.fieldSites.mode;
      const site = set ?? entry.pathSite ?? entry.site;
      if (holds === undefined || !site || bits === undefined || !letsOthersIn(bits)) continue;
      yield {
        message: set
          ? `${entry.path} holds ${holds}, and mode ${entry.mode} lets others in.`
          : `${entry.path} holds ${holds}, but is created with mode ${entry.mode}: everybody on this machine can look into it. An existing directory keeps its mode.`,
        ...(set ? { severity: 'warning' as const } : {}),
        at: { site },
        fixes: [
          { title: 'Set mode = "0700"', preferred: true, edits: () => setEntryField(context, entry, 'mode', '"0700"') },
        ],
      };
    }
  },
};

/** The Home Manager module of v1 knows no modes. */
function takesMode(model: Model, { kind, origin, condition }: Entry): boolean {
  if (kind !== 'directory' || condition !== 'yes' || origin.kind === 'system') return false;
  return origin.kind === 'user' || model.releases.impermanence.era === 'v2';
}

function secretsIn(model: Model, entry: Entry): string | undefined {
  const home = homeOfEntry(model, entry);
  if (home === undefined || !isBelow(entry.path, home)) return undefined;
  return privateDirectories.find(({ path }) => path === entry.path.slice(home.length + 1))?.holds;
}
