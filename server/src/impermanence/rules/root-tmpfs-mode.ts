import { setMountOption } from '../fixes/mounts.ts';
import type { Model, Mount } from '../model/model.ts';
import { isTmpfs, mountAt, mountOption, permissionBits } from './mounts.ts';
import page from './root-tmpfs-mode.md';
import type { Rule } from './rule.ts';

/** A tmpfs is created with mode 1777 unless told otherwise; sshd and others refuse a root like that. */
export const rootTmpfsMode: Rule = {
  id: 'root-tmpfs-mode',
  severity: 'warning',
  title: 'A tmpfs root that others may write to',
  page,
  source: 'W',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    const root = mountAt(model, '/');
    if (!root || !isTmpfs(root) || root.condition !== 'yes') return;
    const found = wrongMode(model, root);
    const site = found && (found.site ?? root.sites.options ?? root.site);
    if (!site) return;
    yield {
      message: `The tmpfs at / ${found.what}: others than root may write to /. Services such as sshd refuse to work with such a root.`,
      at: { site },
      fixes: [
        {
          title: 'Set mode=755 for the root',
          preferred: true,
          edits: () => setMountOption(context, root, 'mode', '755'),
        },
      ],
    };
  },
};

function wrongMode(model: Model, root: Mount): { readonly what: string; readonly site?: Mount['site'] } | undefined {
  const mode = mountOption(root, 'mode');
  if (!mode) return saysNothingElse(model, root) ? { what: 'has no mode= and so gets 1777' } : undefined;
  const bits = permissionBits(mode.value);
  if (bits === undefined || (bits & 0o022) === 0) return undefined;
  return { what: `has mode=${mode.value}`, site: root.optionSites[mode.index] };
}

/** Whether the mount's options are all in sight: written here as a list, or nowhere in a closed host. */
function saysNothingElse(model: Model, root: Mount): boolean {
  return root.options !== undefined && (root.sites.options !== undefined || !model.open);
}
