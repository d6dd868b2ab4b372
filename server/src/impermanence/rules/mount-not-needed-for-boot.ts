import { setMountField } from '../fixes/mounts.ts';
import { landmarks } from '../knowledge/revisions.ts';
import type { Entry, Model } from '../model/model.ts';
import { pathsAbove } from '../model/paths.ts';
import page from './mount-not-needed-for-boot.md';
import { lacksBootFlag } from './mounts.ts';
import type { Rule } from './rule.ts';

/** The module's second assertion: a file system above a persisted path would hide it when it is mounted later. */
export const mountNotNeededForBoot: Rule = {
  id: 'mount-not-needed-for-boot',
  severity: 'error',
  title: 'A file system above persisted paths is mounted too late',
  page,
  source: 'M',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    if (!hasAssertion(model)) return;
    const below = entriesByMount(model);
    for (const mount of model.mounts) {
      const [first, ...others] = below.get(mount.mountPoint) ?? [];
      if (!first || !mount.site || !lacksBootFlag(model, mount)) continue;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      yield {
        message: `${mount.mountPoint} must be mounted in the initrd, because ${first.path}${more} ${others.length === 0 ? 'is' : 'are'} persisted below it. The module refuses it: “All filesystems used for ephemeral storage must have the option "neededForBoot" set to true.”`,
        at: { site: mount.sites.neededForBoot ?? mount.site },
        related: first.site ? [{ at: { site: first.site }, message: 'persisted below it' }] : [],
        fixes: [
          {
            title: `Set neededForBoot for ${mount.mountPoint}`,
            preferred: true,
            edits: () => setMountField(context, mount, 'neededForBoot', 'true'),
          },
        ],
      };
    }
  },
};

/** The assertion came with the revision of 2026-01-27. */
function hasAssertion(model: Model): boolean {
  const { era, lastModified } = model.releases.impermanence;
  return era === 'v2' && (lastModified === undefined || lastModified >= landmarks.ephemeralAssertion.time);
}

/** The entries below each mount point but the root. */
function entriesByMount(model: Model): ReadonlyMap<string, readonly Entry[]> {
  const below = new Map<string, Entry[]>(model.mounts.map(({ mountPoint }) => [mountPoint, []]));
  below.delete('/');
  for (const entry of model.entries) {
    if (entry.condition !== 'yes') continue;
    for (const path of pathsAbove(entry.path)) below.get(path)?.push(entry);
  }
  return below;
}
