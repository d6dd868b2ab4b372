import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analysis, Workspace, type WorkspaceSettings } from '../../server/src/analysis.ts';
import type { ChildKind } from '../../server/src/nix/eval/sources.ts';

/** A tree of text files by their path relative to its root. */
export type Files = Readonly<Record<string, string>>;

/** Where files of tests seem to lie. */
export const root = '/project';

/** A workspace that knows these files and nothing else. */
export function workspaceOf(files: Files, settings: Partial<WorkspaceSettings> = {}): Workspace {
  const workspace = new Workspace(root, settings);
  const folders = new Map<string, Map<string, ChildKind>>([[root, new Map()]]);
  for (const [name, text] of Object.entries(files)) {
    const file = path.posix.join(root, name);
    workspace.setFile(file, text);
    for (let at = file; at !== root; at = path.posix.dirname(at)) {
      const parent = path.posix.dirname(at);
      const children = folders.get(parent) ?? new Map<string, ChildKind>();
      folders.set(parent, children);
      children.set(path.posix.basename(at), at === file ? 'regular' : 'directory');
    }
  }
  for (const [folder, children] of folders) workspace.setDirectory(folder, children);
  return workspace;
}

/** The analysis of these files; what they want beside each other is told not to be there. */
export function analysisOf(files: Files, settings: Partial<WorkspaceSettings> = {}): Analysis {
  const workspace = workspaceOf(files, settings);
  for (let round = 0; round < 20; round++) {
    const analysis = workspace.analyse();
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const each of wanted) workspace.setMissing(each);
  }
  throw new Error('the analysis never has all it wants');
}

/** The text files below a folder of the disk. */
export function readFolder(folder: string): Files {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join('/')] = readFileSync(file, 'utf8');
  }
  return files;
}
