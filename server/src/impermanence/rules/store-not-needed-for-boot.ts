import { setMountField } from '../fixes/mounts.ts';
import type { Entry, Model, Mount } from '../model/model.ts';
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
    for (const mount of model.mounts) {
      const user = userOfMount(model, mount);
      if (!user || !mount.site || !lacksBootFlag(model, mount)) continue;
      yield {
        message: `${mount.mountPoint} is persistent storage and must be mounted in the initrd. The module refuses it: \`All filesystems used for persistent storage must have the option "neededForBoot" set to true.\``,
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

/** An entry that is certainly kept under this mount point. The module of v1 looks at system entries only. */
function userOfMount(model: Model, mount: Mount): Entry | undefined {
  const { era } = model.releases.impermanence;
  return model.entries.find(
    (entry) =>
      entry.source === mount.mountPoint && entry.condition === 'yes' && (entry.origin.kind !== 'home' || era === 'v2'),
  );
}
