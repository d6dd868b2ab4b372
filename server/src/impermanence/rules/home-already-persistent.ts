import type { Entry, Model } from '../model/model.ts';
import page from './home-already-persistent.md';
import { homeOf, userOf } from './homes.ts';
import { lyingOn, mountHolding } from './mounts.ts';
import { entriesAt, removalOfAll } from './removal.ts';
import type { Rule } from './rule.ts';

/** Entries for a home that lies on a disk of its own: it is kept anyway. */
export const homeAlreadyPersistent: Rule = {
  id: 'home-already-persistent',
  severity: 'info',
  title: 'Entries for a home that is kept anyway',
  page,
  source: 'W',
  category: 'layout',
  repair: 'offered',
  unanimous: true,
  *checkHost(model, context) {
    for (const [home, entries] of entriesInKeptHomes(model)) {
      const [first, ...others] = entries.filter(({ site }) => site !== undefined);
      const mount = mountHolding(model, home);
      if (!first?.site || !mount) continue;
      yield {
        message: `${lyingOn(home, mount)} is not wiped, so what is in it is kept without being persisted.`,
        at: { site: first.site },
        related: [
          ...(mount.site ? [{ at: { site: mount.site }, message: 'the mount that keeps it' }] : []),
          ...others.flatMap(({ site, path }) => (site ? [{ at: { site }, message: `${path} likewise` }] : [])),
        ],
        fixes: [
          {
            title: `Remove the entries below ${home}`,
            edits: () => removalOfAll(context, model, entries),
            harms: (other) => entriesAt(context, other, entries).length > 0,
          },
        ],
        tags: ['unnecessary'],
      };
    }
  },
};

function entriesInKeptHomes(model: Model): ReadonlyMap<string, readonly Entry[]> {
  const byHome = new Map<string, Entry[]>();
  for (const entry of model.entries) {
    const user = userOf(entry);
    const home = user === undefined ? undefined : homeOf(model, user);
    if (home === undefined || home === '/') continue;
    const mount = mountHolding(model, home);
    if (!mount || mount.mountPoint === '/' || mount.wiped !== false) continue;
    byHome.set(home, [...(byHome.get(home) ?? []), entry]);
  }
  return byHome;
}
