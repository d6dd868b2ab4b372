import type { FileEdit } from '../../../impermanence/rules/rule.ts';
import type { DataMove } from '../dataMove.ts';

/** One thing that has to change for version 2 of the module. */
export interface Change {
  readonly edits: readonly FileEdit[];
  readonly moves?: readonly DataMove[];
  /** Other commands for the person. */
  readonly commands?: readonly string[];
}

/** A change if its edits could be made. */
export function change(edits: readonly FileEdit[] | undefined, more: Omit<Change, 'edits'> = {}): readonly Change[] {
  return edits === undefined ? [] : [{ edits, ...more }];
}
