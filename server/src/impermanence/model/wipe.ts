import type { Condition } from '../../nix/modules/configuration.ts';
import { memoryFileSystems } from '../knowledge/mounts.ts';
import type { Mount, Wipe } from './model.ts';
import type { MountTable, OpenMount } from './mounts.ts';
import { isAtOrBelow, splitPath } from './paths.ts';
import type { BootScript } from './scripts.ts';
import { unrolled } from './shell.ts';

/** What empties file systems at boot besides their being memory. */
export interface Rollbacks {
  readonly found: readonly Rollback[];
  /** Whether a script or module that cannot be seen may do it as well. */
  readonly maybeMore: boolean;
  /** Whether a script does something that may empty a root of whatever type: it formats, deletes, or merges a volume. */
  readonly mayEmptyRoot: boolean;
}

/** A script that rolls a subvolume or dataset back. */
interface Rollback {
  readonly kind: 'btrfs' | 'bcachefs' | 'zfs';
  /** Names of the subvolumes (last component) or datasets; empty where the script does not say it plainly: the root's. */
  readonly targets: readonly string[];
  readonly script: BootScript;
}

/** The rollbacks among the scripts of the initial ramdisk. */
export function findRollbacks(scripts: readonly BootScript[], maybeMore: boolean): Rollbacks {
  const found = scripts.flatMap((script) => rollbackIn(withDoubt(script)) ?? []);
  return {
    found,
    maybeMore: maybeMore || scripts.some(({ text }) => text === undefined),
    mayEmptyRoot: scripts.some(({ text }) => text !== undefined && emptyingCommand.test(text)),
  };
}

/** What a script copies back may be anything: nobody knows what is lost then. */
function withDoubt(script: BootScript): BootScript {
  return script.text !== undefined && copyingCommand.test(script.text) ? { ...script, condition: 'unknown' } : script;
}

const copyingCommand = /(?:^|[\s;&|/])(?:cp|rsync)\s/m;
const emptyingCommand = /\b(?:mkfs|mke2fs|wipefs|lvconvert|rsync)\b|\brm\s+-\w*[rR]|\s-delete\b/;
const subvolumeCommand =
  /\b(btrfs|bcachefs)["']?\s+(?:-\S+\s+)*(?:subvolume|subvol|sub|su|s)\s+(create|delete|del|snapshot|snap)\b([^\n;|&]*)/g;
const zfsCommand = /\bzfs["']?\s+rollback\b([^\n;|&]*)/g;
const moveCommand = /\bmv\s+([^\n;|&]+)/g;

function rollbackIn(script: BootScript): Rollback | undefined {
  if (script.text === undefined) return undefined;
  const text = unrolled(script.text);
  const zfs = [...text.matchAll(zfsCommand)];
  if (zfs.length > 0) {
    const targets = zfs.flatMap(([, rest = '']) => words(rest).flatMap((word) => /^([^@$]+)@/.exec(word)?.[1] ?? []));
    return { kind: 'zfs', targets, script };
  }
  const commands = [...text.matchAll(subvolumeCommand)];
  const moves = [...text.matchAll(moveCommand)].flatMap(([, rest = '']) => words(rest).slice(0, 1));
  // A subvolume that is made anew (created, or restored from a snapshot) was thrown away or moved aside before.
  const made = commands.flatMap(([, , verb = '', rest = '']) => (verb.startsWith('del') ? [] : words(rest).slice(-1)));
  const empties = commands.some(([, , verb = '']) => verb.startsWith('del')) || moves.length > 0;
  if (!empties || made.length === 0) return undefined;
  const kind = commands[0]?.[1] === 'bcachefs' ? 'bcachefs' : 'btrfs';
  return { kind, targets: made.flatMap((path) => lastName(path) ?? []), script };
}

/** The words of a command without its flags, quotes taken off. */
function words(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .filter((word) => word !== '' && !word.startsWith('-') && !/^\d?>/.test(word));
}

/** The name of the subvolume a path ends in; undefined where a variable stands there. */
function lastName(path: string): string | undefined {
  const name = splitPath(path).at(-1);
  return name === undefined || name.includes('$') ? undefined : name;
}

/** The mounts with what happens to them at boot. */
export function judgeMounts(table: MountTable, rollbacks: Rollbacks): readonly Mount[] {
  return table.mounts.map((mount) => ({ ...mount, wiped: isWiped(mount, table.mounts, rollbacks, 0) }));
}

function isWiped(
  mount: OpenMount,
  mounts: readonly OpenMount[],
  rollbacks: Rollbacks,
  depth: number,
): boolean | undefined {
  const { fsType, options } = mount;
  if (options?.includes('bind') === true || options?.includes('rbind') === true) {
    const source = typeof mount.device === 'string' && depth < 8 ? holderOf(mount.device, mounts) : undefined;
    return source === undefined || source === mount ? undefined : isWiped(source, mounts, rollbacks, depth + 1);
  }
  if (fsType === undefined) return undefined;
  if (memoryFileSystems.has(fsType)) return true;
  if (fsType === 'overlay' || fsType === 'overlayfs') return undefined;
  const rollback = rollbacks.found.find((each) => rollsBack(each, mount));
  if (rollback !== undefined) return rollback.script.condition === 'yes' ? true : undefined;
  if (mount.mountPoint !== '/') return false;
  const canRollBack = ['btrfs', 'bcachefs', 'zfs', 'auto'].includes(fsType);
  return rollbacks.mayEmptyRoot || (rollbacks.maybeMore && canRollBack) ? undefined : false;
}

function holderOf(path: string, mounts: readonly OpenMount[]): OpenMount | undefined {
  return mounts
    .filter(({ mountPoint }) => isAtOrBelow(path, mountPoint))
    .reduce<OpenMount | undefined>(
      (best, each) => (best === undefined || each.mountPoint.length > best.mountPoint.length ? each : best),
      undefined,
    );
}

function rollsBack({ kind, targets }: Rollback, mount: OpenMount): boolean {
  if (mount.fsType !== kind && mount.fsType !== 'auto') return false;
  if (kind === 'zfs') {
    if (typeof mount.device === 'string' && targets.includes(mount.device)) return true;
    return mount.mountPoint === '/' && targets.length === 0;
  }
  const subvolume = subvolumeOf(mount);
  if (subvolume === undefined) return mount.mountPoint === '/';
  const name = splitPath(subvolume).at(-1);
  return (name !== undefined && targets.includes(name)) || (targets.length === 0 && mount.mountPoint === '/');
}

/** The subvolume that a mount shows: mount(8) knows `X-mount.subdir` for every file system. */
function subvolumeOf({ options }: OpenMount): string | undefined {
  const option = options?.findLast((each) => each.startsWith('subvol=') || each.startsWith('X-mount.subdir='));
  return option?.slice(option.indexOf('=') + 1);
}

/** How the root is emptied. */
export function findWipe(mounts: readonly Mount[], rollbacks: Rollbacks): Wipe {
  const root = mounts.find(({ mountPoint }) => mountPoint === '/');
  if (root === undefined) return { kind: 'unknown', site: undefined, option: undefined };
  if (root.fsType !== undefined && memoryFileSystems.has(root.fsType)) {
    return {
      kind: certain(root.condition, root.origin === 'disko' ? 'disko' : 'tmpfs'),
      site: root.site,
      option: undefined,
    };
  }
  const rollback = rollbacks.found.find((each) => rollsBack(each, root));
  if (rollback !== undefined) {
    const { script, kind } = rollback;
    // `show` has no word for the others.
    const known = kind === 'bcachefs' ? 'unknown' : kind;
    return { kind: certain(script.condition, known), site: script.site, option: script.option };
  }
  return { kind: root.wiped === false ? 'none' : 'unknown', site: undefined, option: undefined };
}

function certain(condition: Condition, kind: Wipe['kind']): Wipe['kind'] {
  return condition === 'yes' ? kind : 'unknown';
}
