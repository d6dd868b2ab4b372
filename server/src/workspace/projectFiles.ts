import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { hostFileNames } from '../nix/modules/fileHosts.ts';
import { childOf } from './contents.ts';

/** How much of a folder is looked at of its own accord. */
export interface ProjectLimits {
  /** The most folders to list, and the most Nix files to check that no host reaches. */
  readonly most: number;
  /** What is checked even above that: the files a person looks at. */
  readonly always: () => ReadonlySet<FilePath>;
}

/** Everything is looked at. */
export const noLimits: ProjectLimits = { most: Number.POSITIVE_INFINITY, always: () => new Set() };

/**
 * The files from which the hosts of a folder start: its flake.nix, else its configuration.nix, else those of the folders
 * below, in order; beside them files at the top that may make hosts without being a flake. Symbolic links to folders are
 * not followed. Folders not yet listed are noted by `sources` as wanted.
 */
export function projectRoots(
  folder: FilePath,
  sources: Sources,
  { most }: ProjectLimits = noLimits,
): readonly FilePath[] {
  const roots: FilePath[] = [];
  visitFolders(folder, sources, most, (path, children) => {
    const root = ['flake.nix', 'configuration.nix'].find((name) => isFile(children.get(name)));
    if (path === folder && root !== 'flake.nix')
      for (const name of hostFileNames) if (isFile(children.get(name))) roots.push(childOf(path, name));
    if (root !== undefined) roots.push(childOf(path, root));
    return root === undefined;
  });
  return roots.sort();
}

/** All Nix files of a folder and the folders below, sorted; none where there are too many folders to list. */
export function nixFilesBelow(
  folder: FilePath,
  sources: Sources,
  { most }: ProjectLimits = noLimits,
): readonly FilePath[] {
  const files: FilePath[] = [];
  const isComplete = visitFolders(folder, sources, most, (path, children) => {
    for (const [name, kind] of children)
      if (kind === 'regular' && name.endsWith('.nix')) files.push(childOf(path, name));
    return true;
  });
  return isComplete ? files.sort() : [];
}

/**
 * Visits a folder and those below, the upper ones first, as long as `visit` wants what is below. Gives false where it stopped
 * because there are too many.
 */
function visitFolders(
  folder: FilePath,
  sources: Sources,
  most: number,
  visit: (path: FilePath, children: ReadonlyMap<string, string>) => boolean,
): boolean {
  const folders = [folder];
  for (let at = 0; at < folders.length; at++) {
    if (at >= most) return false;
    const path = folders[at] ?? folder;
    const content = sources.at(path);
    if (content?.kind !== 'directory' || !visit(path, content.children)) continue;
    for (const [name, kind] of content.children) if (kind === 'directory') folders.push(childOf(path, name));
  }
  return true;
}

function isFile(kind: string | undefined): boolean {
  return kind === 'regular' || kind === 'symlink';
}
