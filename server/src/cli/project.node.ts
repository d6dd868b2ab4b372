import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type Analysis, type AnalysisScope, Workspace, type WorkspaceSettings } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { enginePath, nativePath, readFromDisk } from '../workspace/disk.node.ts';
import { UsageError } from './usageError.ts';

/** One PATH of the command line, analysed. */
export interface Project {
  readonly workspace: Workspace;
  readonly scope: AnalysisScope;
  readonly analysis: Analysis;
}

/**
 * Analyses a PATH as EXPERIENCE.md says: a folder is a project, a file is taken alone. Throws a `UsageError` for what
 * is not there, cannot be read, or holds no Nix.
 */
export function openProject(given: string, settings: Partial<WorkspaceSettings>): Project {
  const root = resolve(given);
  const content = readFromDisk(root);
  switch (content.kind) {
    case 'missing':
      throw new UsageError(`${given}: no such file or folder`);
    case 'unreadable':
      throw new UsageError(`${given} ${content.reason}`);
    case 'directory':
      return analyse(new Workspace(root, settings), { kind: 'project' }, given);
    case 'text':
      if (!root.endsWith('.nix')) throw new UsageError(`${given} is not a Nix file`);
      return analyse(new Workspace(path.posix.dirname(root), settings), { kind: 'file', path: root }, given);
  }
}

/** Analyses single files as parts of the project in `folder`; problems of other files are the caller's to leave out. */
export function openFilesInProject(
  files: readonly string[],
  folder: string,
  settings: Partial<WorkspaceSettings>,
): readonly Project[] {
  const root = resolve(folder);
  if (readFromDisk(root).kind !== 'directory') throw new UsageError(`${folder}: no such folder`);
  const workspace = new Workspace(root, settings);
  return files.map((given) => {
    const file = resolve(given);
    const content = readFromDisk(file);
    if (content.kind === 'missing') throw new UsageError(`${given}: no such file`);
    if (content.kind === 'unreadable') throw new UsageError(`${given} ${content.reason}`);
    if (content.kind === 'directory')
      throw new UsageError(`${given} is a folder; with --project only files can be checked`);
    return analyse(workspace, { kind: 'fileInProject', path: file }, given);
  });
}

/** The analysis after the texts in the workspace have changed. */
export function reanalyse({ workspace, scope }: Project): Analysis {
  return complete(workspace, scope);
}

/** The path people see: relative to the working folder, `/` separators. */
export function shownPath(file: FilePath): string {
  const relative = path.relative(realpathSync('.'), nativePath(file));
  return (relative === '' ? '.' : relative).split(path.sep).join('/');
}

function resolve(given: string): FilePath {
  const absolute = path.resolve(given);
  try {
    return enginePath(realpathSync(absolute));
  } catch {
    return enginePath(absolute);
  }
}

function analyse(workspace: Workspace, scope: AnalysisScope, given: string): Project {
  const analysis = complete(workspace, scope);
  if (scope.kind === 'project' && analysis.hosts.length === 0 && analysis.files().length === 0)
    throw new UsageError(`${given} holds no Nix files`);
  return { workspace, scope, analysis };
}

/** Fetches what the analysis wants until it wants nothing more. Each round fetches something new, so it ends. */
function complete(workspace: Workspace, scope: AnalysisScope): Analysis {
  for (;;) {
    const analysis = workspace.analyse(scope);
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const file of wanted) fetchInto(workspace, file);
  }
}

function fetchInto(workspace: Workspace, file: FilePath): void {
  const content = readFromDisk(file);
  if (content.kind === 'text') workspace.setFile(file, content.text);
  else if (content.kind === 'directory') workspace.setDirectory(file, content.children);
  else if (content.kind === 'missing') workspace.setMissing(file);
  else workspace.setUnreadable(file, content.reason);
}
