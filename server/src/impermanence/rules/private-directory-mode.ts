import { setEntryField } from '../fixes/entries.ts';
import { privateDirectories } from '../knowledge/privateDirectories.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isBelow } from '../model/paths.ts';
import { homeOfEntry, knownHomes } from './homes.ts';
import { letsOthersIn, modeBits } from './modes.ts';
import page from './private-directory-mode.md';
import type { Rule } from './rule.ts';
import { tmpfilesFor } from './tmpfiles.ts';

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
      if (tmpfilesShutsOut(model, entry)) continue;
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

/** Whether systemd-tmpfiles takes the directory away from others at every boot, here or where it is kept. */
function tmpfilesShutsOut(model: Model, { path, source }: Entry): boolean {
  const { lines } = tmpfilesFor(model, source === undefined ? [path] : [path, concatPaths(source, path)]);
  return lines.some(({ type, mode }) => /^[dDzZvqQe]/.test(type) && /^[:~]?0?[0-7]00$/.test(mode));
}

/** The Home Manager module of v1 knows no modes. */
function takesMode(model: Model, { kind, origin, condition }: Entry): boolean {
  if (kind !== 'directory' || condition !== 'yes') return false;
  return origin.kind !== 'home' || model.releases.impermanence.era === 'v2';
}

function secretsIn(model: Model, entry: Entry): string | undefined {
  const home = entry.origin.kind === 'system' ? homeAbove(model, entry) : homeOfEntry(model, entry);
  if (home === undefined || !isBelow(entry.path, home)) return undefined;
  return privateDirectories.find(({ path }) => path === entry.path.slice(home.length + 1))?.holds;
}

/** The home that a system entry lies in. One in a user's home that belongs to root has a worse problem. */
function homeAbove(model: Model, { path, user }: Entry): string | undefined {
  const homes = user === undefined || user === 'root' ? ['/root'] : knownHomes(model);
  return homes.find((home) => isBelow(path, home));
}
