import type { Span } from './span.ts';

/** Replaces the text of `span` by `text`; an empty span inserts. Offsets are UTF-16 code units. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text with all edits applied. Edits refer to the original text and may come in any order; those that start at
 * the same place apply in list order. Overlapping edits are a bug of the caller and throw.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, order) => ({ edit, order }));
  ordered.sort(
    (a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order,
  );
  let result = '';
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < at) throw new Error(`overlapping edits at ${edit.span.start}`);
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
