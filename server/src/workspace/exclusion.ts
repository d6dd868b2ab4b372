import { Minimatch } from 'minimatch';
import type { FilePath } from '../nix/eval/value.ts';

/**
 * Whether a path, or a folder it lies in, is one that the globs exclude. Globs are relative to `root`; the root itself
 * and the folders above it are never excluded, whatever they are called. A glob that minimatch cannot read excludes nothing.
 */
export function exclusion(root: FilePath, globs: readonly string[]): (path: FilePath) => boolean {
  const matchers = globs.map(matcherOf);
  const known = new Map<FilePath, boolean>();
  const excluded = (path: FilePath): boolean => {
    const cached = known.get(path);
    if (cached !== undefined) return cached;
    const result = isExcluded(path);
    known.set(path, result);
    return result;
  };
  const isExcluded = (path: FilePath): boolean => {
    const relative = relativeTo(root, path);
    if (relative === '') return false;
    const slash = path.lastIndexOf('/');
    return excluded(path.slice(0, Math.max(slash, 0))) || matchers.some((matches) => matches(relative));
  };
  return excluded;
}

/** `**` and a name say something about the last component alone: every path of a project passes through here. */
function matcherOf(glob: string): (relative: string) => boolean {
  const name = /^\*\*\/([^/]+)$/.exec(glob)?.[1];
  const matcher = new Minimatch(name ?? glob, { dot: true, nocomment: true, nonegate: true });
  return name === undefined
    ? (relative) => matcher.match(relative)
    : (relative) => matcher.match(relative.slice(relative.lastIndexOf('/') + 1));
}

/** The path below `root`, empty for the root and what is above it; a path elsewhere counts from the machine's root. */
function relativeTo(root: FilePath, path: FilePath): string {
  const base = root === '/' ? '' : root;
  if (path.startsWith(`${base}/`)) return path.slice(base.length + 1);
  return base === path || base.startsWith(`${path}/`) || path === '' ? '' : path.slice(1);
}
