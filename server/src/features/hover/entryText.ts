import type { Entry, EntryOrigin } from '../../impermanence/model/model.ts';
import { code } from '../text/markdown.ts';

/** Whose an entry is, to follow "of": `the system`, `user bird`. */
export function originText(origin: EntryOrigin): string {
  switch (origin.kind) {
    case 'system':
      return 'the system';
    case 'user':
      return `user ${code(origin.user)}`;
    case 'home':
      return origin.user === undefined ? 'a home' : `the home of ${code(origin.user)}`;
  }
}

/** How an entry gets to its place; undefined where the method is not known. */
export function methodText({ kind, method }: Entry): string | undefined {
  if (kind === 'directory')
    return method === 'symlink' ? 'symbolic link' : method === 'bindfs' ? 'FUSE mount (bindfs)' : 'bind mount';
  if (method === 'symlink') return 'symbolic link';
  return method === 'auto' ? 'bind mount if it exists in the store, else symbolic link' : undefined;
}

/** Owner, group and mode of a directory as `bird:users 0700`; undefined where none is known. */
export function ownerText({ kind, user, group, mode }: Entry): string | undefined {
  if (kind !== 'directory' || (user === undefined && group === undefined && mode === undefined)) return undefined;
  const owner = `${user ?? '?'}:${group ?? '?'}`;
  return [owner, mode ?? '?'].map(code).join(' ');
}
