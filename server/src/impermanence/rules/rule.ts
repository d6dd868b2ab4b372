import type { Span } from '../../base/span.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import type { FileEdit, FixContext } from '../fixes/fileEdit.ts';
import type { Model } from '../model/model.ts';

export type { FileEdit } from '../fixes/fileEdit.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The categories of rules, in the order they are listed in. */
export type Category = 'layout' | 'wiring' | 'options' | 'entries' | 'loss' | 'text';

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
  readonly category: Category;
  /** `preferred`: its problems carry a fix that is right without a choice; `offered`: fixes to choose from; the page's test holds it to that. */
  readonly repair: 'preferred' | 'offered' | 'none';
  /** Set for what is only too much: a line that several hosts share is that only if it is for all of them. */
  readonly unanimous?: true;
  /** Checked once for each host. */
  readonly checkHost?: (model: Model, context: RuleContext) => Iterable<Problem>;
  /** Checked once for each file, whatever hosts reach it. */
  readonly checkFile?: (path: FilePath, context: RuleContext) => Iterable<Problem>;
}

/** What a check may look at besides the model. */
export interface RuleContext extends FixContext {
  /** The inputs of the host's flake by name, follows resolved; empty without a flake. */
  readonly inputs: ReadonlyMap<string, LockedInput>;
  /** Every rule there is, for the rules about rule ids. */
  readonly ruleIds: readonly string[];
  /** What `compute` gives for `of`, computed once however many rules, hosts and edits ask for it. It must look at nothing else. */
  readonly once: <K extends object, T>(of: K, compute: (of: K) => T) => T;
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
  /** Whether the edits change something that another host shares and that is right for it as it is; never if not given. */
  readonly harms?: (other: Model) => boolean;
}
