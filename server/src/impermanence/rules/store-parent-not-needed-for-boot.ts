import { setMountField } from '../fixes/mounts.ts';
import { isMountedEarly, knowsAllMounts, mountHolding } from './mounts.ts';
import type { Rule } from './rule.ts';
import page from './store-parent-not-needed-for-boot.md';

/** The module does not see that /persist/system lies on /persist; the initrd does. */
export const storeParentNotNeededForBoot: Rule = {
  id: 'store-parent-not-needed-for-boot',
  severity: 'warning',
  title: 'The file system above a persistent storage is mounted too late',
  page,
  source: '#5',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    const reported = new Set<string>();
    for (const store of model.stores) {
      if (store.path === undefined || store.enable !== true || store.condition !== 'yes') continue;
      const mount = mountHolding(model, store.path);
      if (!mount?.site || mount.mountPoint === store.path || reported.has(mount.mountPoint)) continue;
      if (!knowsAllMounts(model) || isMountedEarly(mount) !== false) continue;
      if (!model.entries.some((entry) => entry.store === store && entry.condition === 'yes')) continue;
      reported.add(mount.mountPoint);
      yield {
        message: `${store.path} lies on ${mount.mountPoint}, which is not mounted in the initrd: the storage may not be there yet when persisted paths are set up. Set neededForBoot.`,
        at: { site: mount.sites.neededForBoot ?? mount.site },
        related: store.site ? [{ at: { site: store.site }, message: 'the storage that is kept there' }] : [],
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
