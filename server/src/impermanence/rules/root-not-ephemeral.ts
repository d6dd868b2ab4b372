import { bringsOwnFileSystems } from './images.ts';
import { knowsAllMounts } from './mounts.ts';
import page from './root-not-ephemeral.md';
import type { Rule } from './rule.ts';

/** Persistence without a wipe: bind mounts for nothing. */
export const rootNotEphemeral: Rule = {
  id: 'root-not-ephemeral',
  severity: 'info',
  title: 'Something is persisted although nothing wipes the root',
  page,
  source: 'README',
  category: 'layout',
  repair: 'none',
  *checkHost(model) {
    if (model.host.kind !== 'nixos' || model.wipe.kind !== 'none') return;
    if (!knowsAllMounts(model) || bringsOwnFileSystems(model)) return;
    const store = model.entries.find((entry) => entry.condition === 'yes' && entry.store.site)?.store;
    if (!store?.site || model.mounts.some(({ wiped }) => wiped !== false)) return;
    yield {
      message:
        'Nothing empties the root at boot: no tmpfs, no rollback of a btrfs subvolume or zfs snapshot in the initrd. What is persisted here would be kept anyway.',
      at: { site: store.site },
    };
  },
};
