import type { FilePath } from '../nix/eval/value.ts';

/** What a person can set about the analysis of a project. `rules` maps a rule's id to off, hint, info, warning or error. */
export interface WorkspaceSettings {
  readonly rules: Readonly<Record<string, string>>;
  /** Globs (minimatch) of files and folders that are never read, relative to the project's folder. */
  readonly exclude: readonly string[];
  /** The host to prefer where several share a file; empty: none. */
  readonly host: string;
  /** Paths to treat as persistent storage besides those found. */
  readonly stores: readonly string[];
  /** Own options that are lists of entries, where evaluation cannot follow them. */
  readonly entryOptions: readonly EntryOption[];
  readonly assumeEra: 'auto' | 'v1-late' | 'v2';
}

/** An option of the configuration's own that holds entries. `path` is dotted. */
export interface EntryOption {
  readonly path: string;
  readonly kind: 'directory' | 'file';
  readonly scope: 'system' | 'home';
}

/** What holds where nothing is set. */
export const defaultWorkspaceSettings: WorkspaceSettings = {
  rules: {},
  exclude: ['**/.git', '**/result*', '**/node_modules'],
  host: '',
  stores: [],
  entryOptions: [],
  assumeEra: 'auto',
};

/**
 * What of a project is looked at. `project`: all of its folder. `file`: this file and what it imports, nothing above
 * it. `fileInProject`: all of the folder, for somebody who asks about one file.
 */
export type AnalysisScope =
  | { readonly kind: 'project' }
  | { readonly kind: 'file'; readonly path: FilePath }
  | { readonly kind: 'fileInProject'; readonly path: FilePath };

/** The settings that change what evaluation gives. */
export type EngineSettings = Pick<WorkspaceSettings, 'stores' | 'entryOptions' | 'assumeEra'>;

/** Settings in force. `engine` keeps its identity while nothing in it changes, so that evaluations can be kept. */
export interface ActiveSettings {
  readonly all: WorkspaceSettings;
  readonly engine: EngineSettings;
}

/** Settings in force from what was set; what is left out has its default. */
export function activate(settings: Partial<WorkspaceSettings>, before?: ActiveSettings): ActiveSettings {
  const all = { ...defaultWorkspaceSettings, ...settings };
  const engine: EngineSettings = { stores: all.stores, entryOptions: all.entryOptions, assumeEra: all.assumeEra };
  const same = before !== undefined && JSON.stringify(before.engine) === JSON.stringify(engine);
  return { all, engine: same ? before.engine : engine };
}
