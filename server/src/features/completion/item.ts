import type { Span } from '../../base/span.ts';

/** Something that can be written at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'option' | 'name' | 'path' | 'value' | 'rule' | 'block';
  /** A few words beside the label. */
  readonly detail: string | undefined;
  /** What replaces `span`. */
  readonly insert: string;
  /** The same with places to fill in (`$1`, `${1:default}`), for editors that know snippets. */
  readonly snippet?: string | undefined;
  /** What is replaced: it lies in one line and holds the cursor. */
  readonly span: Span;
  /** What the text already there is compared with. */
  readonly filter: string;
  /** Smaller comes first; items of one rank are in the order of their labels. */
  readonly rank: number;
  /** Markdown, made when somebody looks. */
  readonly documentation?: (() => string) | undefined;
}

/** Text that means itself inside of a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
