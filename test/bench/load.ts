import { Workspace } from '../../server/src/analysis.ts';

/** A workspace that has been told everything it wanted of these files, by path below `root`; what is not among them is missing. */
export function load(root: string, files: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace(root);
  const folders = foldersOf(root, files);
  for (;;) {
    const { wanted } = workspace.analyse();
    if (wanted.files.length + wanted.directories.length === 0) return workspace;
    for (const path of [...wanted.files, ...wanted.directories]) {
      const text = files.get(path);
      const folder = folders.get(path);
      if (text !== undefined) workspace.setFile(path, text);
      else if (folder !== undefined) workspace.setDirectory(path, folder);
      else workspace.setMissing(path);
    }
  }
}

function foldersOf(
  root: string,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, Map<string, 'regular' | 'directory'>> {
  const folders = new Map<string, Map<string, 'regular' | 'directory'>>();
  for (const file of files.keys()) {
    let kind: 'regular' | 'directory' = 'regular';
    for (let path = file; path !== root; path = path.slice(0, path.lastIndexOf('/'))) {
      const parent = path.slice(0, path.lastIndexOf('/'));
      folders.set(parent, (folders.get(parent) ?? new Map()).set(path.slice(parent.length + 1), kind));
      kind = 'directory';
    }
  }
  return folders;
}
