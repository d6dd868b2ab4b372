import type { FilePath } from '../nix/eval/value.ts';
import { type Contents, parentOf } from './contents.ts';
import type { ReadLog } from './reads.ts';

/** What the shell should fetch. Either list may name something that turns out to be the other. */
export interface Wanted {
  readonly files: readonly FilePath[];
  readonly directories: readonly FilePath[];
}

/** What the readings in `logs` did not find in the contents. */
export function wantedBy(logs: Iterable<ReadLog>, contents: Contents): Wanted {
  const files = new Set<FilePath>();
  const directories = new Set<FilePath>();
  for (const log of logs) {
    for (const { path, kindOnly } of log.pending()) {
      // Somebody may have told of it after it was read.
      if (kindOnly ? contents.kindOf(path) !== undefined : contents.at(path) !== undefined) continue;
      if (!kindOnly) (contents.kindOf(path) === 'directory' ? directories : files).add(path);
      else wantKind(path, contents, files, directories);
    }
  }
  for (const path of directories) files.delete(path);
  return { files: [...files].sort(), directories: [...directories].sort() };
}

/** What stands at a path is told by the folder around it, which often answers for its neighbours too; a link by itself. */
function wantKind(path: FilePath, contents: Contents, files: Set<FilePath>, directories: Set<FilePath>): void {
  const parent = parentOf(path);
  if (parent !== undefined && contents.at(parent) === undefined) directories.add(parent);
  else files.add(path);
}
