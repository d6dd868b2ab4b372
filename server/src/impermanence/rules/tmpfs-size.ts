import { setMountOption } from '../fixes/mounts.ts';
import type { Mount } from '../model/model.ts';
import { holdsHome } from './homes.ts';
import { isTmpfs, mountOption } from './mounts.ts';
import type { Rule } from './rule.ts';
import page from './tmpfs-size.md';

/** Without size= a tmpfs may take half of the memory. */
export const tmpfsSize: Rule = {
  id: 'tmpfs-size',
  severity: 'info',
  title: 'A tmpfs root or home without a size limit of its own',
  page,
  source: 'W, README',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const mount of model.mounts) {
      const concerned = isTmpfs(mount) && (mount.mountPoint === '/' || holdsHome(model, mount));
      const inSight = mount.options !== undefined && (mount.sites.options !== undefined || !model.open);
      const site = mount.sites.options ?? mount.site;
      if (!concerned || !inSight || !site || mount.condition !== 'yes' || isLimited(mount)) continue;
      yield {
        message: `The tmpfs at ${mount.mountPoint} has no size=, so it may fill half of the memory. A small limit also shows early what is not persisted.`,
        at: { site },
        fixes: [
          {
            title: 'Limit it to a quarter of the memory',
            preferred: true,
            edits: () => setMountOption(context, mount, 'size', '25%'),
          },
        ],
      };
    }
  },
};

/** `size=`, or the same in blocks. Source: Linux, Documentation/filesystems/tmpfs.rst */
function isLimited(mount: Mount): boolean {
  return (mountOption(mount, 'size') ?? mountOption(mount, 'nr_blocks')) !== undefined;
}
