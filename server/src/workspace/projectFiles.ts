import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { childOf } from './contents.ts';

/**
 * The files from which the hosts of a folder start: its flake.nix, else its configuration.nix, else those of the folders
 * below, in order. Symbolic links to folders are not followed. Folders not yet listed are noted by `sources` as wanted.
 */
export function projectRoots(folder: FilePath, sources: Sources): readonly FilePath[] {
  const children = childrenOf(folder, sources);
  const root = ['flake.nix', 'configuration.nix'].find((name) => {
    const kind = children.get(name);
    return kind === 'regular' || kind === 'symlink';
  });
  if (root !== undefined) return [childOf(folder, root)];
  return foldersIn(folder, children).flatMap((child) => projectRoots(child, sources));
}

/** All Nix files of a folder and the folders below, in order. */
export function nixFilesBelow(folder: FilePath, sources: Sources): readonly FilePath[] {
  const children = childrenOf(folder, sources);
  const files = [...children]
    .filter(([name, kind]) => kind === 'regular' && name.endsWith('.nix'))
    .map(([name]) => childOf(folder, name))
    .sort();
  return [...files, ...foldersIn(folder, children).flatMap((child) => nixFilesBelow(child, sources))];
}

function childrenOf(folder: FilePath, sources: Sources): ReadonlyMap<string, string> {
  const content = sources.at(folder);
  return content?.kind === 'directory' ? content.children : new Map();
}

function foldersIn(folder: FilePath, children: ReadonlyMap<string, string>): readonly FilePath[] {
  return [...children]
    .filter(([, kind]) => kind === 'directory')
    .map(([name]) => childOf(folder, name))
    .sort();
}
