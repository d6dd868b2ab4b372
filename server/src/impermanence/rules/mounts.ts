import { pathsNeededForBoot } from '../knowledge/mounts.ts';
import { mayHaveMoreMounts, mountOf } from '../model/lasts.ts';
import type { Model, Mount } from '../model/model.ts';

/** Whether all mounts of the host are in sight, so that a missing one is missing. */
export function knowsAllMounts(model: Model): boolean {
  return !mayHaveMoreMounts(model);
}

/** The mount at exactly this path. */
export function mountAt(model: Model, path: string): Mount | undefined {
  return model.mounts.find((mount) => mount.mountPoint === path);
}

/**
 * The mount a path lies on. Undefined where that is not certain: a mount in between might exist out of sight, or the
 * nearest one is there only under an unknown condition.
 */
export function mountHolding(model: Model, path: string): Mount | undefined {
  const nearest = mountOf(model, path);
  if (!nearest || nearest.condition === 'unknown') return undefined;
  return nearest.mountPoint === path || knowsAllMounts(model) ? nearest : undefined;
}

/** A path with the mount it lies on as the subject of a sentence: "/persist/system lies on /persist, which", or only the path where that is the mount. */
export function lyingOn(path: string, { mountPoint }: Mount): string {
  return path === mountPoint ? path : `${path} lies on ${mountPoint}, which`;
}

/** Whether `/` is known to be emptied at every boot. */
export function isRootWiped(model: Model): boolean {
  const root = mountAt(model, '/');
  return root?.condition === 'yes' && root.wiped === true;
}

/** Whether the mount comes up in the initial ramdisk: because it says so or because NixOS knows its path. Undefined where unknown. */
export function isMountedEarly(mount: Mount): boolean | undefined {
  return pathsNeededForBoot.includes(mount.mountPoint) ? true : mount.neededForBoot;
}

/** Whether the mount is memory. */
export function isTmpfs(mount: Mount): boolean {
  return mount.fsType === 'tmpfs';
}

/** The value behind `name=` among the mount options, the last one counting, and where it stands; undefined where there is none. */
export function mountOption(
  mount: Mount,
  name: string,
): { readonly value: string; readonly index: number } | undefined {
  const index = mount.options?.findLastIndex((option) => option.startsWith(`${name}=`)) ?? -1;
  const option = mount.options?.[index];
  return option === undefined ? undefined : { value: option.slice(name.length + 1), index };
}

/** Permission bits of an octal mode such as "755" or "1777"; undefined where the text is none. */
export function permissionBits(mode: string): number | undefined {
  return /^[0-7]{3,4}$/.test(mode) ? Number.parseInt(mode, 8) : undefined;
}

/** Whether the mount shows another folder (`bind` or `rbind` among its options). */
export function isBindMount(mount: Mount): boolean {
  return mount.options?.some((option) => option === 'bind' || option === 'rbind') === true && mount.condition === 'yes';
}

/**
 * Whether the module's assertions find neededForBoot not set: written as false, or nowhere in a host whose parts are all
 * in sight. They look mounts up by name and pass over one that is called otherwise than its mount point.
 */
export function lacksBootFlag(model: Model, mount: Mount): boolean {
  if (mount.name !== mount.mountPoint) return false;
  if (mount.neededForBoot !== false || mount.condition !== 'yes') return false;
  return mount.sites.neededForBoot !== undefined || !model.open;
}
