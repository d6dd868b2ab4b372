import type { Rule } from '../impermanence/rules/rule.ts';
import { noLimits, type ProjectLimits } from './projectFiles.ts';
import type { Present } from './reads.ts';
import type { ActiveSettings } from './settings.ts';

/** What the cells of one workspace share. */
export interface Memory {
  readonly present: Present;
  readonly rules: readonly Rule[];
  settings: ActiveSettings;
  limits: ProjectLimits;
  /** Counts the analyses, so that a cell asks once for each whether it still holds. */
  generation: number;
  /** How many hosts were evaluated so far: what the change barrier saves can be counted. */
  evaluations: number;
  /** How many of them went on from the evaluation before, because the edit changed one definition only. */
  continued: number;
  /** Bugs met, one line each. */
  readonly defects: string[];
  /** Runs something of the engine; a bug in it is noted in `defects` and gives undefined. */
  safely<T>(what: string, run: () => T): T | undefined;
}

/** The memory of a new workspace. */
export function createMemory(present: Present, rules: readonly Rule[], settings: ActiveSettings): Memory {
  const defects: string[] = [];
  return {
    present,
    rules,
    settings,
    limits: noLimits,
    generation: 0,
    evaluations: 0,
    continued: 0,
    defects,
    safely(what, run) {
      try {
        return run();
      } catch (error) {
        defects.push(`${what}: ${inOneLine(error)}`);
        return undefined;
      }
    },
  };
}

function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}: ${error.message.replaceAll('\n', ' ')}${place ? ` ${place.trim()}` : ''}`;
}
