/**
 * What the language server and its clients agree on beyond the Language Server Protocol: requests of our own and the
 * shape of the settings. The VS Code client imports this file and nothing else of the server. Methods are plain strings and
 * all types survive JSON, so any other LSP client can serve them too.
 */

/** Section of the editor's settings that holds everything in `Settings`. */
export const settingsSection = 'impermanence';

/** What a person may choose for a rule; `off` silences it. */
export type RuleSeverity = 'off' | 'hint' | 'info' | 'warning' | 'error';

/**
 * The settings as `package.json` declares them. An editor hands over what a person typed, so the server must check
 * every value before it relies on these types.
 */
export interface Settings {
  /** Rule id → severity; a rule not named here keeps its own. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  /** minimatch globs of files and folders that are never read. */
  readonly exclude: readonly string[];
  /** The host to show where several share a file; empty: all. */
  readonly host: string;
  /** Paths to treat as persistent storage besides those found. */
  readonly stores: readonly string[];
  /** Options of the configuration's own that are lists of entries, where the evaluation cannot follow them. */
  readonly entryOptions: readonly EntryOptionSetting[];
  /** The version of the impermanence module where nothing tells. */
  readonly assumeEra: 'auto' | 'v1-late' | 'v2';
  readonly 'inlayHints.enable': boolean;
  readonly 'codeLens.enable': boolean;
  readonly 'semanticTokens.enable': boolean;
  /** Whether problems of files that are not open are shown. */
  readonly 'diagnostics.closedFiles': boolean;
}

/** `path` is dotted. */
export interface EntryOptionSetting {
  readonly path: string;
  readonly kind: 'directory' | 'file';
  readonly scope: 'system' | 'home';
}

/** What holds where an editor has no settings of ours at all. */
export const defaultSettings: Settings = {
  rules: {},
  exclude: ['**/.git', '**/result*', '**/node_modules'],
  host: '',
  stores: [],
  entryOptions: [],
  assumeEra: 'auto',
  'inlayHints.enable': true,
  'codeLens.enable': true,
  'semanticTokens.enable': true,
  'diagnostics.closedFiles': true,
};

/**
 * What a client may say in `initializationOptions`. A client that does not say it can copy commands gets them shown by the
 * server when the command is executed.
 */
export interface InitializationOptions {
  /** Whether the client itself has the command `copyCommandsCommand`. */
  readonly copyCommands?: boolean;
}

/**
 * Command behind an action that leaves something to do on the machine. Its arguments are a list of shell commands, one a line,
 * to be shown and copied, and their `CommandPurpose`; nobody but the person runs them.
 */
export const copyCommandsCommand = 'impermanence.copyCommands';

/** What shell commands are for. `move`: data has to be copied before a switch; `pin`: they print a source with revision and hash. */
export type CommandPurpose = 'move' | 'pin';

/**
 * Server → client: read a file the server cannot reach by itself. Browser workers have no file system, and on the
 * desktop a document may live under another scheme than `file`. Parameters `ReadFileParams`, result `ReadFileResult`.
 */
export const readFileRequest = 'impermanence/readFile';

/** Parameters of `readFileRequest`. */
export interface ReadFileParams {
  /** Absolute URI, any scheme. */
  readonly uri: string;
}

/** `text` is the saved content (not an unsaved buffer) decoded as UTF-8, a BOM kept; `binary` is not valid UTF-8 or holds NUL. */
export type ReadFileResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  | { readonly kind: 'missing' };

/**
 * Server → client: list a folder the server cannot reach by itself. Parameters `ReadDirectoryParams`, result
 * `ReadDirectoryResult`.
 */
export const readDirectoryRequest = 'impermanence/readDirectory';

/** Parameters of `readDirectoryRequest`. */
export interface ReadDirectoryParams {
  /** Absolute URI of the folder, any scheme, with or without a final slash. */
  readonly uri: string;
}

/** The same distinction as `builtins.readDir` of Nix makes, as far as the platform knows. */
export type DirectoryEntryKind = 'file' | 'directory' | 'symlink';

/** Entries are base names in no particular order; `missing` also stands for a file and for a folder that cannot be read. */
export type ReadDirectoryResult =
  | { readonly kind: 'entries'; readonly entries: readonly (readonly [name: string, kind: DirectoryEntryKind])[] }
  | { readonly kind: 'missing' };

/** What `data` of a code lens says it speaks of, for clients that have something to show for it. */
export interface CodeLensData {
  readonly kind: 'store' | 'host';
  /** Name of the store or of the host. */
  readonly name: string;
}

/**
 * How a process of the server is started. What a keystroke leaves behind is cleared away soon instead of piling up to several
 * times of what is needed (but not before there is something to clear away: what is read first stays); and by one thread
 * besides the main one, since on two cores four of them are in its way. Node 20 to 26 know these flags.
 */
export const serverFlags: readonly string[] = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=35',
  '--initial-old-space-size=50',
  '--v8-pool-size=1',
];
