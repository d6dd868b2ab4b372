import type { ChildKind, PathContent, Sources } from '../../server/src/nix/eval/sources.ts';
import { sourceFile } from '../../server/src/workspace/sourceFile.ts';

/** Where `memorySources` puts files whose path is relative. */
export const memoryRoot = '/work space/config';

/**
 * A whole workspace in memory: texts by path, relative to `memoryRoot` or absolute. Folders follow from the paths; a
 * path that ends in `/` is an empty folder. Everything else is missing, nothing is left to be fetched.
 */
export function memorySources(files: Readonly<Record<string, string>>): Sources {
  const contents = new Map<string, PathContent>();
  const folders = new Map<string, Map<string, ChildKind>>();
  const folder = (path: string): Map<string, ChildKind> => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const children = new Map<string, ChildKind>();
    folders.set(path, children);
    contents.set(path, { kind: 'directory', children });
    if (path !== '/') folder(parentOf(path)).set(nameOf(path), 'directory');
    return children;
  };
  for (const [name, text] of Object.entries(files)) {
    const path = absolute(name);
    if (path.endsWith('/')) {
      folder(path.slice(0, -1));
      continue;
    }
    folder(parentOf(path)).set(nameOf(path), 'regular');
    contents.set(path, { kind: 'file', file: sourceFile(path, text) });
  }
  return {
    at: (path) => contents.get(path) ?? { kind: 'missing' },
    kindOf(path) {
      const kind = contents.get(path)?.kind;
      return kind === 'file' || kind === 'directory' ? kind : 'missing';
    },
  };
}

/** The path `memorySources` keeps a file under. */
export function absolute(name: string): string {
  return name.startsWith('/') ? name : `${memoryRoot}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
