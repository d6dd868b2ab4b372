import { removeMountField } from '../fixes/mounts.ts';
import { refusalHarms } from './harms.ts';
import page from './mount-flag-only.md';
import { knowsAllMounts } from './mounts.ts';
import type { Rule } from './rule.ts';

/** Before v2 the module put persisted directories into fileSystems, and people set the flag on them there. */
export const mountFlagOnly: Rule = {
  id: 'mount-flag-only',
  severity: 'error',
  title: 'neededForBoot for a persisted directory that is no file system',
  page,
  source: '#294',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.releases.impermanence.era !== 'v2' || !knowsAllMounts(model)) return;
    for (const mount of model.mounts) {
      const site = mount.sites.neededForBoot ?? mount.site;
      if (!site || mount.device !== null || mount.sites.fsType || mount.condition !== 'yes') continue;
      if (!model.entries.some(({ kind, path }) => kind === 'directory' && path === mount.mountPoint)) continue;
      yield {
        message: `fileSystems."${mount.mountPoint}" has a flag but no device: “No device specified for mount point ‘${mount.mountPoint}’”. Since v2 of the module a persisted directory is no file system any more.`,
        at: { site },
        fixes: [
          {
            title: `Remove fileSystems."${mount.mountPoint}".neededForBoot`,
            preferred: true,
            harms: refusalHarms(site),
            edits: () => removeMountField(context, mount, 'neededForBoot'),
          },
        ],
      };
    }
  },
};
