import { volatilePaths } from '../knowledge/mounts.ts';
import type { Model, Mount } from './model.ts';
import { concatPaths, isAtOrBelow } from './paths.ts';

/** The mount a path lies on: the one with the longest mount point at or above it. Undefined where none is known. */
export function mountOf(model: Pick<Model, 'mounts'>, path: string): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of model.mounts) {
    if (!isAtOrBelow(path, mount.mountPoint)) continue;
    if (best === undefined || mount.mountPoint.length > best.mountPoint.length) best = mount;
  }
  return best;
}

/** Whether a path lies on a file system that is emptied at every boot; undefined where that is not known. */
export function isEphemeral(model: Model, path: string): boolean | undefined {
  if (volatilePaths.some((volatile) => isAtOrBelow(path, volatile))) return true;
  const mount = mountOf(model, path);
  if (mount === undefined || mount.condition === 'unknown') return undefined;
  if (mount.mountPoint !== path && mayHaveMoreMounts(model)) return undefined;
  return mount.wiped;
}

/**
 * Whether what lies at a path is still there after a boot: it or a parent is an entry, or lies on a mount that is not
 * emptied, or is a link or bind mount to such, or is kept by the preservation module. Undefined where that is not known.
 */
export function lasts(model: Model, path: string): boolean | undefined {
  return judge(model, path, 0);
}

function judge(model: Model, path: string, depth: number): boolean | undefined {
  const keepers = [...model.entries, ...model.preserved].filter((kept) => keeps(kept, path));
  if (keepers.some(({ condition }) => condition === 'yes')) return true;
  const links = depth > 4 ? [] : model.links.filter((link) => isAtOrBelow(path, link.path));
  const followed = links.map((link) => {
    const verdict = link.target === undefined || judge(model, link.target + path.slice(link.path.length), depth + 1);
    return link.condition === 'yes' || verdict === false ? verdict : undefined;
  });
  if (followed.includes(true)) return true;
  const ephemeral = isEphemeral(model, path);
  if (ephemeral === false) return true;
  const doubtful =
    keepers.length > 0 || followed.includes(undefined) || ephemeral === undefined || mayHaveMoreEntries(model);
  return doubtful ? undefined : false;
}

function keeps(kept: Kept & { readonly kind: 'directory' | 'file' }, path: string): boolean {
  // Of all entries few are above a path: the cheap question first.
  return kept.kind === 'directory' ? isAtOrBelow(path, kept.path) && mayHold(kept) : kept.path === path;
}

interface Kept {
  readonly path: string;
  readonly written?: string;
  readonly source?: string | undefined;
}

/**
 * Whether a directory entry may keep what lies below it. One without a path is only being written, and neither the root nor
 * what holds the storage itself can be persisted: none of them is to change what is said of all others.
 */
export function mayHold({ path, written, source }: Kept): boolean {
  return path !== '/' && written !== '' && (source === undefined || !isAtOrBelow(concatPaths(source), path));
}

/** Whether something out of sight may mount file systems. */
export function mayHaveMoreMounts(model: Model): boolean {
  return model.open || model.mountsUnknown !== undefined;
}

/** Whether entries may exist that are not known: from modules out of sight, or in parts that could not be computed. */
export function mayHaveMoreEntries(model: Model): boolean {
  return model.open || model.unknowns.some(({ path }) => /(^|\.)(environment|home)\.persistence\b/.test(path));
}
