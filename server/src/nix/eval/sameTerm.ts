import type { Site } from './value.ts';

/** Sites of a new text with those of the old one for the same places. */
export type SitePairs = Map<Site, Site>;

/**
 * Whether two parts of terms mean the same. If they do, the places of the second one are noted in `pairs` with those of
 * the first.
 */
export function sameTerm(before: unknown, after: unknown, pairs: SitePairs): boolean {
  const found: [Site, Site][] = [];
  const open: [unknown, unknown][] = [[before, after]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [a, b] = next;
    if (a === b) continue;
    if (isSite(a) && isSite(b)) {
      found.push([a, b]);
      continue;
    }
    if (!isObject(a) || !isObject(b) || a.constructor !== b.constructor) return false;
    const names = Object.keys(a);
    if (names.length !== Object.keys(b).length) return false;
    for (const name of names) {
      if (!(name in b)) return false;
      open.push([a[name], b[name]]);
    }
  }
  for (const [a, b] of found) pairs.set(b, a);
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSite(value: unknown): value is Site {
  return isObject(value) && typeof value.file === 'string' && typeof value.number === 'number';
}
