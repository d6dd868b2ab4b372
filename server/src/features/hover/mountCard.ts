import { pathsNeededForBoot } from '../../impermanence/knowledge/mounts.ts';
import { mountOf } from '../../impermanence/model/lasts.ts';
import type { Model, Mount } from '../../impermanence/model/model.ts';
import { code, escapeMarkdown, factList } from '../text/markdown.ts';

/** A mount: what it is, whether it lasts and why, when it is mounted. */
export function mountCard(mount: Mount, model: Model): string {
  const stores = model.stores.filter(({ path }) => path !== undefined && mountOf(model, path) === mount);
  return [
    `**${code(mount.mountPoint)}** – ${escapeMarkdown(mountText(mount))}`,
    factList([
      ['At boot', lasting(mount, model)],
      ['Device', mount.device === null ? 'not set' : mount.device === undefined ? undefined : code(mount.device)],
      ['Options', mount.options?.map(code).join(', ')],
      [
        'Mounted',
        isEarly(mount) ? 'in the initial ramdisk' : mount.neededForBoot === false ? 'by the running system' : undefined,
      ],
      ['Stores on it', stores.length === 0 ? undefined : [...new Set(stores.map(({ name }) => code(name)))].join(', ')],
      ['Condition', mount.condition === 'unknown' ? 'not known, so it may not be there' : undefined],
    ]),
  ].join('\n\n');
}

/** A mount in a few words, as plain text: `ext4, early`. */
export function mountText(mount: Mount): string {
  const early = isEarly(mount) ? ['early'] : [];
  const words = [mount.fsType ?? 'type not known', ...early];
  return [...words, ...(mount.wiped ? ['wiped at boot'] : [])].join(', ');
}

/** Whether it is mounted before the system is activated. */
export function isEarly({ mountPoint, neededForBoot }: Mount): boolean {
  return neededForBoot === true || pathsNeededForBoot.includes(mountPoint);
}

function lasting(mount: Mount, model: Model): string {
  if (mount.wiped === undefined) return 'not known whether it lasts';
  if (!mount.wiped) return 'lasts';
  if (mount.fsType === 'tmpfs' || mount.fsType === 'ramfs') return 'empty, as it is kept in memory';
  const option = model.wipe.option?.join('.');
  return option ? `emptied by ${code(option)}` : 'emptied';
}
