import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Sources } from '../../nix/eval/sources.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';

/** An edit of one file; a file that does not exist is created with `text` inserted at 0. */
export interface FileEdit extends TextEdit {
  readonly file: FilePath;
}

/** What a fix is built from: the present texts, and where in them a site stands. */
export interface FixContext {
  readonly sources: Sources;
  /** The current span of a site; undefined where the file has gone. */
  spanOf(site: Site): { readonly file: FilePath; readonly span: Span } | undefined;
}
