import { setMountField } from '../fixes/mounts.ts';
import type { Entry, Model } from '../model/model.ts';
import { lacksBootFlag } from './mounts.ts';
import type { Rule } from './rule.ts';
import page from './store-not-needed-for-boot.md';

/** The module's first assertion. It looks at the paths that entries are kept under, as they are written. */
export const storeNotNeededForBoot: Rule = {
  id: 'store-not-needed-for-boot',
  severity: 'error',
  title: 'The file system of a persistent storage is mounted too late',
  page,
  source: 'M',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    const users = usersBySource(model);
    for (const mount of model.mounts) {
      const user = users.get(mount.mountPoint);
      if (!user || !mount.site || !lacksBootFlag(model, mount)) continue;
      yield {
        message: `${mount.mountPoint} is persistent storage and must be mounted in the initrd. The module refuses it: “All filesystems used for persistent storage must have the option "neededForBoot" set to true.”`,
        at: { site: mount.sites.neededForBoot ?? mount.site },
        related: user.store.site ? [{ at: { site: user.store.site }, message: 'the storage that is kept there' }] : [],
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

/** For each path an entry that is certainly kept under it. The module of v1 looks at system entries only. */
function usersBySource(model: Model): ReadonlyMap<string, Entry> {
  const { era } = model.releases.impermanence;
  const users = new Map<string, Entry>();
  for (const entry of model.entries) {
    const { source, condition, origin } = entry;
    if (source === undefined || users.has(source) || condition !== 'yes') continue;
    if (origin.kind !== 'home' || era === 'v2') users.set(source, entry);
  }
  return users;
}
