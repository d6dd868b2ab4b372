import type { Site } from '../../nix/eval/value.ts';
import { all } from '../fixes/combine.ts';
import { insertMount } from '../fixes/mounts.ts';
import { mountOf } from '../model/lasts.ts';
import type { Entry, Model, Mount } from '../model/model.ts';
import { isAtOrBelow } from '../model/paths.ts';
import page from './home-tmpfs-not-separate.md';
import { homeOf, userOf } from './homes.ts';
import { isRootWiped, knowsAllMounts, mountAt } from './mounts.ts';
import { entriesAt, removalOfAll } from './removal.ts';
import type { Problem, Rule, RuleContext, Severity } from './rule.ts';

/** The wiki's note: a home that shares the wiped root's tmpfs makes bindfs refuse to mount, or gets the root's size and mode. */
export const homeTmpfsNotSeparate: Rule = {
  id: 'home-tmpfs-not-separate',
  severity: 'warning',
  title: 'A home with persisted parts is no mount of its own on the wiped root',
  page,
  source: 'W',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    const root = mountAt(model, '/');
    if (!root || !isRootWiped(model) || !knowsAllMounts(model)) return;
    for (const [user, entries] of entriesByUser(model)) {
      const home = homeOf(model, user);
      const severity = severityFor(model, entries);
      if (home === undefined || severity === undefined || !liesOnRoot(model, home)) continue;
      yield problem(home, severity, entries, root, model, context);
    }
  },
};

function entriesByUser(model: Model): ReadonlyMap<string, readonly Entry[]> {
  const byUser = new Map<string, Entry[]>();
  for (const entry of model.entries) {
    const user = userOf(entry);
    if (user === undefined || entry.condition !== 'yes') continue;
    const known = byUser.get(user);
    if (known) known.push(entry);
    else byUser.set(user, [entry]);
  }
  return byUser;
}

/** Undefined: nothing to say in this era. */
function severityFor(model: Model, entries: readonly Entry[]): Severity | undefined {
  const { impermanence, homeManager } = model.releases;
  const fromHome = entries.filter(({ origin }) => origin.kind === 'home');
  if (impermanence.era === undefined) return undefined;
  if (impermanence.era === 'v2') {
    return fromHome.length > 0 && (impermanence.unpinned || homeManager.unpinned) ? 'warning' : 'info';
  }
  // What v1 links, files and directories with method = "symlink", needs no empty mount point.
  return fromHome.some(({ kind, method }) => kind === 'directory' && method === 'bindfs') ? 'error' : undefined;
}

function liesOnRoot(model: Model, home: string): boolean {
  // A directory that is persisted is a mount; at the root nothing can be.
  const isBound = model.entries.some(
    ({ kind, path }) => kind === 'directory' && path !== '/' && isAtOrBelow(home, path),
  );
  return !isBound && mountOf(model, home)?.mountPoint === '/';
}

function problem(
  home: string,
  severity: Severity,
  entries: readonly Entry[],
  root: Mount,
  model: Model,
  context: RuleContext,
): Problem {
  const entry = entries.find(({ origin }) => origin.kind === 'home') ?? entries[0];
  const place = entry?.store.site ?? entry?.site ?? root.site;
  if (!place) throw new Error('an entry without a place');
  const title = `Mount a tmpfs at ${home}`;
  return {
    message: `${home} is not a mount of its own: it lies on the root, which is emptied at every boot. ${consequence(severity)}`,
    severity,
    at: { site: place },
    related: root.site ? [{ at: { site: root.site }, message: 'the root that is emptied at every boot' }] : [],
    fixes: [
      {
        title,
        preferred: true,
        edits: () => insertMount(context, root, home, tmpfs),
        harms: (other) => sharesRoot(other, root) && !isOnWipedRoot(other, home),
      },
      {
        title: `Mount a disk at ${home}, without its entries`,
        edits: () => all(insertMount(context, root, home, disk), removalOfAll(context, model, entries)),
        harms: (other) => sharesRoot(other, root) || entriesAt(context, other, entries).length > 0,
      },
    ],
  };
}

/** Whether what is written beside the root of one host is also part of another. */
function sharesRoot(other: Model, { site }: Mount): boolean {
  return other.mounts.some((mount) => mount.mountPoint === '/' && isSame(mount.site, site));
}

/** Whether a mount at the home is right for a host: as it is, the home is wiped and no mount of its own. */
function isOnWipedRoot(other: Model, home: string): boolean {
  return isRootWiped(other) && knowsAllMounts(other) && liesOnRoot(other, home);
}

function isSame(a: Site | undefined, b: Site | undefined): boolean {
  return a !== undefined && a.file === b?.file && a.number === b.number;
}

function consequence(severity: Severity): string {
  if (severity === 'error') {
    return 'The Home Manager module mounts persisted directories with bindfs, which fails there with “fuse: mountpoint is not empty”.';
  }
  return 'Bind mounts work there, but the home shares the size limit and mode of the root; a revision before v2 fails with “fuse: mountpoint is not empty”.';
}

const tmpfs: readonly (readonly [field: string, text: string])[] = [
  ['device', '"none"'],
  ['fsType', '"tmpfs"'],
  ['options', '[ "size=25%" "mode=755" ]'],
  ['neededForBoot', 'true'],
];

const disk: readonly (readonly [field: string, text: string])[] = [
  ['device', '"/dev/disk/by-label/home"'],
  ['fsType', '"ext4"'],
  ['neededForBoot', 'true'],
];
