import { encloses } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';

/**
 * The edits of many small changes of one purpose as one: those that several of them make stand once, and what lies in a
 * piece that another one replaces or takes away is left out. Undefined where two of them meet in any other way.
 */
export function mergeEdits(edits: readonly FileEdit[]): readonly FileEdit[] | undefined {
  const distinct = edits.filter((edit, index) => edits.findIndex((other) => isSameEdit(edit, other)) === index);
  const kept = distinct.filter((edit) => !distinct.some((other) => other !== edit && swallows(other, edit)));
  return kept.some((edit, index) => kept.slice(index + 1).some((other) => overlaps(edit, other))) ? undefined : kept;
}

/** Whether two edits write the same at the same place. */
export function isSameEdit(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

/** Whether the place of an edit goes away with another. */
function swallows(outer: FileEdit, inner: FileEdit): boolean {
  if (outer.file !== inner.file || !encloses(outer.span, inner.span)) return false;
  const isInsertion = inner.span.start === inner.span.end;
  // At the border of a piece an insertion is beside it.
  if (isInsertion) return outer.span.start < inner.span.start && inner.span.end < outer.span.end;
  return outer.span.end - outer.span.start > inner.span.end - inner.span.start;
}

function overlaps(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start < b.span.end && b.span.start < a.span.end;
}
