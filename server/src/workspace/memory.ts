import type { Rule } from '../impermanence/rules/rule.ts';
import { noLimits, type ProjectLimits } from './projectFiles.ts';
import type { Present } from './reads.ts';
import type { ActiveSettings } from './settings.ts';

/** What the cells of one workspace share. */
export interface Memory {
  readonly present: Present;
  readonly rules: readonly Rule[];
  readonly ruleIds: readonly string[];
  settings: ActiveSettings;
  limits: ProjectLimits;
  /** Set when hosts are wanted before the whole folder has been read. */
  isHurried: boolean;
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
  /** What `compute` gives for `of`, kept as long as `of` is. */
  readonly once: <K extends object, T>(of: K, compute: (of: K) => T) => T;
}

/** The memory of a new workspace. */
export function createMemory(present: Present, rules: readonly Rule[], settings: ActiveSettings): Memory {
  const defects: string[] = [];
  return {
    present,
    rules,
    ruleIds: rules.map(({ id }) => id),
    settings,
    limits: noLimits,
    isHurried: false,
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
    once: createOnce(),
  };
}

function createOnce(): Memory['once'] {
  const known = new WeakMap<object, Map<unknown, unknown>>();
  return <K extends object, T>(of: K, compute: (of: K) => T): T => {
    const answers = known.get(of) ?? new Map<unknown, unknown>();
    if (answers.size === 0) known.set(of, answers);
    if (!answers.has(compute)) answers.set(compute, compute(of));
    // What is kept for a function is what it gave.
    return answers.get(compute) as T;
  };
}

function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}: ${error.message.replaceAll('\n', ' ')}${place ? ` ${place.trim()}` : ''}`;
}
