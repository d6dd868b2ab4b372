import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Sources } from '../../nix/eval/sources.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { Model } from '../model/model.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** One rule: what it is called, how loud it is by default, its page, and the check. */
export interface Rule {
  /** kebab-case, public and stable. */
  readonly id: string;
  readonly severity: Severity;
  /** One line for lists. */
  readonly title: string;
  /** The Markdown page: what, why with source, Wrong, Right. */
  readonly page: string;
  /** Where the rule comes from, as RULES.md's source column: "W", "M", "#95". */
  readonly source: string;
  /** Which category of RULES.md it belongs to. */
  readonly category: 'layout' | 'wiring' | 'options' | 'entries' | 'loss' | 'text';
  /** Checked once for each host. */
  readonly checkHost?: (model: Model, context: RuleContext) => Iterable<Problem>;
  /** Checked once for each file, whatever hosts reach it. */
  readonly checkFile?: (path: FilePath, context: RuleContext) => Iterable<Problem>;
}

/** What a check may look at besides the model. */
export interface RuleContext {
  readonly sources: Sources;
  /** The current span of a site; undefined where the file has gone. */
  spanOf(site: Site): { readonly file: FilePath; readonly span: Span } | undefined;
  /** The inputs of the host's flake by name, follows resolved; empty without a flake. */
  readonly inputs: ReadonlyMap<string, LockedInput>;
}

/** Where a problem or a related note stands: a site (survives edits) or a span of a file as it is now. */
export type Place = { readonly site: Site } | { readonly file: FilePath; readonly span: Span };

/** Something wrong. The severity is the rule's unless given. A problem owns its fixes. */
export interface Problem {
  readonly message: string;
  readonly at: Place;
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** A repair. `edits` is called when somebody looks at it; undefined: not possible in the present text. */
export interface Fix {
  readonly title: string;
  readonly preferred?: boolean;
  readonly edits: () => readonly FileEdit[] | undefined;
}

/** An edit of one file; a file that does not exist is created with `text` inserted at 0. */
export interface FileEdit extends TextEdit {
  readonly file: FilePath;
}
