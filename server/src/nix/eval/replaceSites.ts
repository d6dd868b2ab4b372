import type { Comparison, Parts } from './sameTerm.ts';
import type { Term } from './term.ts';
import type { Site } from './value.ts';

/** Puts other site objects into a term that was lowered just now, and that nobody else has seen yet. */
export function replaceSites(root: Term, pairs: Comparison['pairs']): void {
  const open: object[] = [root];
  const seen = new Set<object>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const parts = next as Parts;
    for (const name in parts) {
      const part = parts[name];
      if (typeof part !== 'object' || part === null) continue;
      const kept = pairs.get(part as Site);
      if (kept === undefined) open.push(part);
      else parts[name] = kept;
    }
  }
}

/** Gives a site of a text that nobody has seen yet a number of its own among those of earlier texts. */
export function renumber(site: Site, number: number): void {
  (site as { number: number }).number = number;
}
