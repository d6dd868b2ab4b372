import { insertMount } from '../fixes/mounts.ts';
import { bringsOwnFileSystems } from './images.ts';
import { isRootWiped, knowsAllMounts, mountAt } from './mounts.ts';
import page from './nix-not-on-disk.md';
import type { Rule } from './rule.ts';

/** A wiped root that holds the Nix store: the next boot finds no system. */
export const nixNotOnDisk: Rule = {
  id: 'nix-not-on-disk',
  severity: 'error',
  title: 'The Nix store lies on the wiped root',
  page,
  source: 'W',
  category: 'layout',
  repair: 'offered',
  *checkHost(model, context) {
    const root = mountAt(model, '/');
    if (!root?.site || !isRootWiped(model) || !knowsAllMounts(model) || bringsOwnFileSystems(model)) return;
    const holders = ['/nix', '/nix/store'].flatMap((path) => mountAt(model, path) ?? []);
    if (holders.some(({ wiped }) => wiped !== true)) return;
    yield {
      message:
        'The root is emptied at every boot and neither /nix nor /nix/store is a mount that lasts: the machine cannot boot again.',
      at: { site: root.site },
      fixes: [
        {
          title: 'Mount a disk at /nix',
          edits: () =>
            insertMount(context, root, '/nix', [
              ['device', '"/dev/disk/by-label/nix"'],
              ['fsType', '"ext4"'],
              ['neededForBoot', 'true'],
            ]),
        },
      ],
    };
  },
};
