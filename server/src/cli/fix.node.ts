import { writeFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import type { Analysis } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { nativePath } from '../workspace/disk.node.ts';
import { mostRounds, repairOnce } from '../workspace/repair.ts';
import { openProject, type Project, reanalyse, shownPath } from './project.node.ts';
import { type CheckSettings, workspaceSettings } from './settings.ts';
import { UsageError } from './usageError.ts';

export interface FixOptions extends CheckSettings {
  readonly dryRun?: boolean | undefined;
}

/**
 * Applies preferred fixes until nothing changes, at most ten rounds, and gives the diff. With `dryRun` nothing is
 * written. A file that cannot be written ends the run with a clear message; the files before it are written whole.
 */
export function fix(paths: readonly string[], options: FixOptions): string {
  const settings = workspaceSettings(options);
  const diffs = paths.map((given) => fixProject(openProject(given, settings), options));
  const output = diffs.join('');
  return output === '' ? 'Nothing to fix.\n' : output;
}

function fixProject(project: Project, options: FixOptions): string {
  const before = new Map<FilePath, string | undefined>();
  let { analysis } = project;
  for (let round = 0; round < mostRounds; round++) {
    const { texts } = repairOnce(chosen(analysis, options), (file) => textOf(analysis, file));
    if (texts.size === 0) break;
    for (const [file, text] of texts) {
      if (!before.has(file)) before.set(file, textOf(analysis, file));
      project.workspace.setFile(file, text);
    }
    analysis = reanalyse(project);
  }
  const changed = [...before]
    .filter(([file, text]) => text !== textOf(analysis, file))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (options.dryRun !== true) for (const [file] of changed) write(file, textOf(analysis, file) ?? '');
  return changed.map(([file, text]) => patch(file, text, textOf(analysis, file) ?? '')).join('');
}

function chosen(analysis: Analysis, { only }: FixOptions) {
  return analysis.problems().filter((problem) => only.length === 0 || only.includes(problem.rule.id));
}

function textOf(analysis: Analysis, file: FilePath): string | undefined {
  return analysis.source(file)?.text;
}

function write(file: FilePath, text: string): void {
  try {
    writeFileSync(nativePath(file), text);
  } catch (error) {
    throw new UsageError(
      `${shownPath(file)} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
}

function patch(file: FilePath, before: string | undefined, after: string): string {
  const shown = shownPath(file);
  const from = before === undefined ? '/dev/null' : `a/${shown}`;
  const lines = createTwoFilesPatch(from, `b/${shown}`, before ?? '', after, undefined, undefined, {
    context: 3,
  }).split('\n');
  return lines.filter((line) => !line.startsWith('=====')).join('\n');
}
