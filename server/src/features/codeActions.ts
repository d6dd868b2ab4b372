import type { Analysis, ResolvedProblem } from '../analysis.ts';
import { type Span, touches } from '../base/span.ts';
import type { FileEdit, Fix } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { combineEdits } from './edits/combine.ts';
import { silenceEdit } from './edits/silence.ts';
import { pinningOf } from './pinning/pinningOf.ts';

/** Something that can be done at a place of a file. */
export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'fixAll';
  /** The one to take without asking. */
  readonly preferred: boolean;
  /** What it is there for; none for actions about a whole file. */
  readonly problems: readonly ResolvedProblem[];
  readonly edits: readonly FileEdit[];
  /** Shell commands that tell the person what only they can find out; nobody else runs them. */
  readonly commands?: readonly string[];
}

/** The repairs of every problem that the selection touches: its fixes, commands that help, all of its rule at once, silence. */
export function codeActions(analysis: Analysis, path: FilePath, selection: Span): readonly CodeAction[] {
  const inFile = analysis.problemsOf(path);
  const here = inFile.filter(({ span }) => touches(span, selection.start) || touches(selection, span.start));
  const rules = new Set(here.map(({ rule }) => rule));
  return joined([
    ...here.flatMap(fixActions),
    ...here.flatMap((problem) => pinAction(analysis, problem) ?? []),
    ...[...rules].flatMap((rule) => fixAllOfRule(rule.id, inFile) ?? []),
    ...here.flatMap((problem) => silenceAction(analysis, problem) ?? []),
  ]);
}

/** What hosts say in different words of one place may be repaired by the same edit: that is one action for all of them. */
function joined(actions: readonly CodeAction[]): readonly CodeAction[] {
  const byEdit = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edits, action.commands]);
    const known = byEdit.get(key);
    byEdit.set(key, known ? { ...known, problems: [...known.problems, ...action.problems] } : action);
  }
  return [...byEdit.values()];
}

/** The preferred fixes of all problems of a file at once; undefined where there are none. */
export function fixAll(analysis: Analysis, path: FilePath): CodeAction | undefined {
  const edits = preferredEdits(analysis.problemsOf(path));
  if (edits.length === 0) return undefined;
  return {
    title: 'Fix all problems with persistence in this file',
    kind: 'fixAll',
    preferred: false,
    problems: [],
    edits,
  };
}

function fixActions(problem: ResolvedProblem): readonly CodeAction[] {
  return problem.fixes.flatMap((fix) => {
    const edits = fix.edits();
    if (edits === undefined || edits.length === 0) return [];
    return [
      { title: fix.title, kind: 'quickfix' as const, preferred: fix.preferred ?? false, problems: [problem], edits },
    ];
  });
}

function pinAction(analysis: Analysis, problem: ResolvedProblem): CodeAction | undefined {
  const commands = pinningOf(analysis, problem);
  if (commands === undefined) return undefined;
  const title = 'Copy the commands that tell its revision and hash';
  return { title, kind: 'quickfix', preferred: false, problems: [problem], edits: [], commands };
}

function fixAllOfRule(rule: string, inFile: readonly ResolvedProblem[]): CodeAction | undefined {
  const problems = inFile.filter((problem) => problem.rule.id === rule && preferredFix(problem) !== undefined);
  if (problems.length < 2) return undefined;
  const edits = preferredEdits(problems);
  if (edits.length === 0) return undefined;
  const title = `Fix all ${problems.length} problems of ${rule} in this file`;
  return { title, kind: 'quickfix', preferred: false, problems: problems.slice(0, 1), edits };
}

function silenceAction(analysis: Analysis, problem: ResolvedProblem): CodeAction | undefined {
  // Nix refuses the file either way, and a comment in what cannot be parsed may land anywhere.
  if (problem.rule.id === 'syntax-error') return undefined;
  const file = analysis.source(problem.file);
  const edit = file && silenceEdit(file, problem.span, problem.rule.id);
  if (!edit) return undefined;
  return {
    title: `Silence ${problem.rule.id} here`,
    kind: 'quickfix',
    preferred: false,
    problems: [problem],
    edits: [edit],
  };
}

function preferredEdits(problems: readonly ResolvedProblem[]): readonly FileEdit[] {
  return combineEdits(
    problems.flatMap((problem) => {
      const edits = preferredFix(problem)?.edits();
      return edits ? [edits] : [];
    }),
  );
}

function preferredFix({ fixes }: ResolvedProblem): Fix | undefined {
  return fixes.find(({ preferred }) => preferred);
}
