import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
import type { FilePath } from '../../nix/eval/value.ts';

/** A change of the text that keeps its meaning, or changes it in the way its title says. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'rewrite' | 'move' | 'extract';
  readonly edits: readonly FileEdit[];
  /** What is to be done on the machine besides, before the configuration is switched to: shell commands, one a line. Nobody runs them but the person. */
  readonly commands: readonly string[];
  /** Whether it changes so much that it should be looked at before it is done. */
  readonly preview: boolean;
}

/** Where a refactoring is asked for. */
export interface RefactoringPlace {
  readonly analysis: Analysis;
  readonly path: FilePath;
  readonly selection: Span;
}

/** A refactoring if its edits could be made and change anything. With `commands` it is one to be looked at first. */
export function refactoring(
  title: string,
  kind: Refactoring['kind'],
  edits: readonly FileEdit[] | undefined,
  commands: readonly string[] = [],
  preview = commands.length > 0,
): readonly Refactoring[] {
  return edits && edits.length > 0 ? [{ title, kind, edits, commands, preview }] : [];
}
