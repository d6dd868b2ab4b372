import type { Site } from './value.ts';

/** Compares the terms of two texts of a file. */
export interface Comparison {
  /** Sites of the new text with those of the old one for the same places. */
  readonly pairs: Map<Site, Site>;
  /** Parts of the old terms that are known to differ from those in their place. */
  readonly different: Set<object>;
}

/** A comparison at its beginning. */
export function beginComparison(): Comparison {
  return { pairs: new Map(), different: new Set() };
}

/**
 * Whether two parts of terms mean the same; always asked of the same two. The places of all that is the same are noted in
 * `pairs`. Terms nest no deeper than lowering lets them.
 */
export function sameTerm(before: unknown, after: unknown, comparison: Comparison): boolean {
  if (before === after) return true;
  if (!isObject(before) || !isObject(after) || comparison.different.has(before)) return false;
  if (isSite(before)) {
    if (isSite(after)) comparison.pairs.set(after, before);
    return isSite(after);
  }
  if (sameParts(before, after, comparison)) return true;
  comparison.different.add(before);
  return false;
}

function sameParts(before: Parts, after: Parts, comparison: Comparison): boolean {
  if (Array.isArray(before) || Array.isArray(after)) {
    if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
    for (let index = 0; index < before.length; index++) {
      if (!sameTerm(before[index], after[index], comparison)) return false;
    }
    return true;
  }
  for (const name in before) {
    if (!(name in after) || !sameTerm(before[name], after[name], comparison)) return false;
  }
  for (const name in after) if (!(name in before)) return false;
  return true;
}

/** An object of a term by its properties. */
export type Parts = Record<string, unknown>;

function isObject(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null;
}

function isSite(value: Parts | Site): value is Site & Parts {
  return typeof value.file === 'string' && typeof value.number === 'number';
}
