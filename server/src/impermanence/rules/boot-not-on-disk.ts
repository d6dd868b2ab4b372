import { insertMount } from '../fixes/mounts.ts';
import type { Model } from '../model/model.ts';
import page from './boot-not-on-disk.md';
import { bringsOwnFileSystems } from './images.ts';
import { isRootWiped, knowsAllMounts, mountAt } from './mounts.ts';
import { answer, attribute, isDefined, isOn, textAt, textOf } from './options.ts';
import type { Rule } from './rule.ts';

/** Kernels are copied to /boot; on a wiped root they are gone at the next boot. */
export const bootNotOnDisk: Rule = {
  id: 'boot-not-on-disk',
  severity: 'warning',
  title: 'The boot partition lies on the wiped root',
  page,
  source: 'W',
  category: 'layout',
  repair: 'offered',
  *checkHost(model, context) {
    const root = mountAt(model, '/');
    if (!root?.site || !isRootWiped(model) || !knowsAllMounts(model)) return;
    const mirrors = mirrorPaths(model);
    if (bringsOwnFileSystems(model) || !hasBootLoader(model) || mirrors === undefined) return;
    const efi = textAt(model, ['boot', 'loader', 'efi', 'efiSysMountPoint']);
    const holders = [...bootPaths, ...mirrors, ...(efi ? [efi] : [])].flatMap((path) => mountAt(model, path) ?? []);
    if (holders.some(({ wiped }) => wiped !== true)) return;
    yield {
      message:
        'The root is emptied at every boot and /boot is not a mount that lasts: what the boot loader needs is gone then.',
      at: { site: root.site },
      fixes: [
        {
          title: 'Mount the boot partition at /boot',
          edits: () =>
            insertMount(context, root, '/boot', [
              ['device', '"/dev/disk/by-label/boot"'],
              ['fsType', '"vfat"'],
            ]),
        },
      ],
    };
  },
};

const bootPaths = ['/boot', '/boot/efi', '/boot/firmware', '/efi'];
const mirroredBoots = ['boot', 'loader', 'grub', 'mirroredBoots'];

/** Where grub puts copies; undefined where that is not known. */
function mirrorPaths(model: Model): readonly string[] | undefined {
  if (!isDefined(model, mirroredBoots)) return [];
  const found = answer(model.configuration, mirroredBoots);
  if (found.kind !== 'known' || found.value.kind !== 'list') return undefined;
  const paths: string[] = [];
  for (const item of found.value.items) {
    const mirror = item.kind === 'item' ? item.thunk.force() : undefined;
    const path = mirror?.kind === 'attrs' ? attribute(mirror, 'path') : undefined;
    const text = path && textOf(path);
    if (text === undefined) return undefined;
    paths.push(text);
  }
  return paths;
}

/** Whether somebody turned a boot loader on; grub is by default, and then nothing tells that it is used. */
function hasBootLoader(model: Model): boolean {
  const loader = ['boot', 'loader'];
  const switches = [
    [...loader, 'systemd-boot', 'enable'],
    [...loader, 'grub', 'enable'],
    [...loader, 'limine', 'enable'],
    [...loader, 'generic-extlinux-compatible', 'enable'],
    ['boot', 'lanzaboote', 'enable'],
  ];
  const isWritten = (path: readonly string[]) => model.configuration.definitions(path).length > 0;
  if (switches.some((path) => isWritten(path) && isOn(model, path) === true)) return true;
  const devices = [
    [...loader, 'grub', 'device'],
    [...loader, 'grub', 'devices'],
  ];
  return devices.some(isWritten) && isOn(model, [...loader, 'grub', 'enable']) === true;
}
