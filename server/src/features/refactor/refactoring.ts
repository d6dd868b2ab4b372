import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
import type { FilePath } from '../../nix/eval/value.ts';

/** A change of the text that keeps its meaning, or changes it in the way its title says. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'rewrite' | 'move' | 'extract';
  readonly edits: readonly FileEdit[];
}

/** Where a refactoring is asked for. */
export interface RefactoringPlace {
  readonly analysis: Analysis;
  readonly path: FilePath;
  readonly selection: Span;
}

/** A refactoring if its edits could be made and change anything. */
export function refactoring(
  title: string,
  kind: Refactoring['kind'],
  edits: readonly FileEdit[] | undefined,
): readonly Refactoring[] {
  return edits && edits.length > 0 ? [{ title, kind, edits }] : [];
}
