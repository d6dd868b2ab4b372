import type { Entry } from '../model/model.ts';
import { pathsAbove } from '../model/paths.ts';

/**
 * Gives of an entry the first of some directories that holds its path in the same storage; undefined where none does, or the
 * storage is not known. There may be thousands of either.
 */
export function holdingAmong(directories: readonly Entry[]): (entry: Entry) => Entry | undefined {
  const places = new Map<string, number>();
  directories.forEach((directory, index) => {
    const place = placeOf(directory, directory.path);
    if (!places.has(place)) places.set(place, index);
  });
  return (entry) => {
    if (entry.source === undefined) return undefined;
    const indices = pathsAbove(entry.path).flatMap((path) => places.get(placeOf(entry, path)) ?? []);
    return indices.length === 0 ? undefined : directories[Math.min(...indices)];
  };
}

function placeOf({ source }: Entry, path: string): string {
  return `${source}\n${path}`;
}
