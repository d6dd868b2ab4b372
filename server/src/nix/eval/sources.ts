import type { SyntaxTree } from '../syntax/tree.ts';
import type { Sites, Summary } from './summary.ts';
import type { FilePath } from './value.ts';

/** A text file of the workspace with all that is derived from its text alone. A changed file is a new object. */
export interface SourceFile {
  readonly path: FilePath;
  readonly text: string;
  /** Undefined for files that are not Nix (flake.lock, JSON, TOML, text). */
  readonly nix?: NixSource | undefined;
}

/** The parsed side of a Nix file. `summary` keeps its identity across edits that do not change the meaning (the change barrier). */
export interface NixSource {
  /** Made when somebody looks at it. */
  readonly tree: SyntaxTree;
  /** Those of the tree. */
  readonly errors: SyntaxTree['errors'];
  readonly summary: Summary;
  readonly sites: Sites;
}

/** What stands at a path: a file, a folder with the kinds of its children, or nothing. `unreadable` says why a file that exists has no text. */
export type PathContent =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'directory'; readonly children: ReadonlyMap<string, ChildKind> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** As `builtins.readDir` names them. */
export type ChildKind = 'regular' | 'directory' | 'symlink' | 'unknown';

/**
 * The files the engine sees. It reads nothing itself: what was not fetched yet is `undefined` and has been noted as
 * wanted by the implementation; the shell fetches it and the evaluation is done again.
 */
export interface Sources {
  at(path: FilePath): PathContent | undefined;
  /** Whether something stands there and what, without wanting its text; `undefined` where that has to be looked up first. */
  kindOf(path: FilePath): 'file' | 'directory' | 'missing' | undefined;
}
