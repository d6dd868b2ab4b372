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

/** A project of which some files are asked for. */
export interface PartOfProject extends Project {
  /** Whether problems of this file are wanted. */
  includes(file: FilePath): boolean;
}

/**
 * Analyses a PATH as EXPERIENCE.md says: a folder is a project, a file is taken alone. Throws a `UsageError` for what
 * is not there, cannot be read, or holds no Nix.
 */
export function openProject(given: string, settings: Partial<WorkspaceSettings>): Project {
  const root = existing(given);
  if (root.kind === 'directory') return analyse(workspaceAt(root.path, given, settings), { kind: 'project' }, given);
  if (!root.path.endsWith('.nix')) throw new UsageError(`${given} is not a Nix file`);
  const folder = path.posix.dirname(root.path);
  return analyse(workspaceAt(folder, path.dirname(given), settings), { kind: 'file', path: root.path }, given);
}

/** Analyses files and folders as parts of the project in `folder`; without any, all of it. */
export function openPartOfProject(
  paths: readonly string[],
  folder: string,
  settings: Partial<WorkspaceSettings>,
): PartOfProject {
  const root = existing(folder);
  if (root.kind !== 'directory') throw new UsageError(`${folder} is not a folder`);
  const parts = paths.map((given) => ({ given, ...existing(given) }));
  const project = analyse(workspaceAt(root.path, folder, settings), { kind: 'project' }, folder);
  for (const { given, kind, path: part } of parts) {
    if (!isAtOrBelow(part, root.path)) throw new UsageError(`${given} is not in the folder ${folder}`);
    if (kind === 'text' && !part.endsWith('.nix') && project.analysis.source(part) === undefined)
      throw new UsageError(`${given} is not a Nix file`);
  }
  const includes = (file: FilePath) => parts.length === 0 || parts.some((part) => isAtOrBelow(file, part.path));
  return { ...project, includes };
}

/** What a PATH names, or a `UsageError`. */
function existing(given: string): { readonly path: FilePath; readonly kind: 'directory' | 'text' } {
  if (given === '') throw new UsageError('the empty text is no file or folder');
  const found = resolve(given);
  const content = readFromDisk(found);
  if (content.kind === 'missing') throw new UsageError(`${given}: no such file or folder`);
  if (content.kind === 'unreadable') throw new UsageError(`${given} ${content.reason}`);
  return { path: found, kind: content.kind };
}

function isAtOrBelow(file: FilePath, folder: FilePath): boolean {
  return file === folder || file.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** Globs count from the project's folder; one that begins with that folder, as it was given or is shown, is taken as meant. */
function workspaceAt(root: FilePath, given: string, settings: Partial<WorkspaceSettings>): Workspace {
  const folders = [root, given, shownPath(root)].map((folder) => `${plainGlob(folder)}/`);
  const exclude = settings.exclude?.map(plainGlob).flatMap((glob) => {
    const prefix = folders.find((folder) => folder !== './' && glob.startsWith(folder));
    return prefix === undefined ? [glob] : [glob, glob.slice(prefix.length)];
  });
  return new Workspace(root, exclude === undefined ? settings : { ...settings, exclude });
}

/** Without `./` before it and `/` after it, which minimatch would take literally. */
function plainGlob(glob: string): string {
  return glob.replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/+$/, '');
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
