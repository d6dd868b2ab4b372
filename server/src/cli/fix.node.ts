import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import type { Analysis } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { nativePath } from '../workspace/disk.node.ts';
import { mostRounds, repairOnce } from '../workspace/repair.ts';
import { formatPatch } from './format/patch.ts';
import { openProject, type Project, reanalyse, shownPath } from './project.node.ts';
import { type CheckSettings, workspaceSettings } from './settings.ts';
import { UsageError } from './usageError.ts';

export interface FixOptions extends CheckSettings {
  readonly dryRun?: boolean | undefined;
}

/**
 * Applies preferred fixes until nothing changes, at most ten rounds, and gives the diff. With `dryRun` nothing is
 * written. Where a file of a PATH may not be written, none of that PATH is, since a fix may need several files.
 */
export function fix(paths: readonly string[], options: FixOptions): string {
  const settings = workspaceSettings(options);
  const given = paths.length === 0 ? ['.'] : paths;
  const diffs = given.map((each) => fixProject(openProject(each, settings), options));
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
  if (options.dryRun !== true) {
    for (const [file] of changed) requireWritable(file);
    for (const [file] of changed) write(file, textOf(analysis, file) ?? '');
  }
  return changed
    .map(([file, text]) => formatPatch(shownPath(file), text, textOf(analysis, file) ?? '', colors))
    .join('');
}

/** Colours where somebody looks, never in what may become a file: `patch` and `git apply` cannot read them. */
const colors = pc.createColors(process.stdout.isTTY === true && pc.isColorSupported);

function chosen(analysis: Analysis, { only }: FixOptions) {
  return analysis.problems().filter((problem) => only.length === 0 || only.includes(problem.rule.id));
}

function textOf(analysis: Analysis, file: FilePath): string | undefined {
  return analysis.source(file)?.text;
}

function requireWritable(file: FilePath): void {
  const native = nativePath(file);
  refuseUnless(file, () => accessSync(existsSync(native) ? native : path.dirname(native), constants.W_OK));
}

function write(file: FilePath, text: string): void {
  refuseUnless(file, () => writeFileSync(nativePath(file), text));
}

function refuseUnless(file: FilePath, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
    throw new UsageError(
      `${shownPath(file)} ${isForbidden ? 'may not be written' : `cannot be written (${code ?? String(error)})`}`,
    );
  }
}
