import type { Analysis } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { ownOptionAt } from './uses/ownOptions.ts';
import type { Place } from './uses/place.ts';
import { subjectAt } from './uses/subject.ts';
import { usesOf } from './uses/usesOf.ts';

/**
 * All places that mean what stands at an offset: a store and its mount, a user, a persisted path, an option of the
 * configuration's own. Empty for other words.
 */
export function references(analysis: Analysis, path: FilePath, offset: number): readonly Place[] {
  const subject = subjectAt(analysis, path, offset);
  return subject ? usesOf(analysis, subject) : (ownOptionAt(analysis, path, offset)?.all ?? []);
}
