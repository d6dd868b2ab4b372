import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { convertMount } from './refactor/convertMount.ts';
import { convertToPreservation } from './refactor/convertToPreservation.ts';
import { entryForm } from './refactor/entryForm.ts';
import { extractStore } from './refactor/extractStore.ts';
import { mergeBindings } from './refactor/mergeBindings.ts';
import { migrate } from './refactor/migrate.ts';
import { moveEntry } from './refactor/moveEntry.ts';
import type { Refactoring, RefactoringPlace } from './refactor/refactoring.ts';
import { sortList } from './refactor/sortList.ts';

export type { Refactoring } from './refactor/refactoring.ts';

/** Every refactoring. A new one is one line here. */
const all: readonly ((place: RefactoringPlace) => readonly Refactoring[])[] = [
  entryForm,
  moveEntry,
  sortList,
  mergeBindings,
  extractStore,
  convertMount,
  migrate,
  convertToPreservation,
];

/** What can be rewritten at a selection. */
export function refactorings(analysis: Analysis, path: FilePath, selection: Span): readonly Refactoring[] {
  return all.flatMap((each) => each({ analysis, path, selection }));
}
