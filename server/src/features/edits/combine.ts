import { encloses } from '../../base/span.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';

/**
 * The edits of several repairs as one. A repair that meets the text of an earlier one is left out as a whole, to be done in
 * another round; edits that several of them share stand once.
 */
export function combineEdits(repairs: readonly (readonly FileEdit[])[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const repair of repairs) {
    const fresh = repair.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (!fresh.some((edit) => taken.some((other) => collides(edit, other)))) taken.push(...fresh);
  }
  return taken;
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function collides(a: FileEdit, b: FileEdit): boolean {
  if (a.file !== b.file) return false;
  const isInsertion = (edit: FileEdit) => edit.span.start === edit.span.end;
  // Two insertions at one place stand one behind the other; one at the border of a replacement is beside it.
  if (isInsertion(a) && isInsertion(b)) return false;
  if (isInsertion(a)) return b.span.start < a.span.start && a.span.start < b.span.end;
  if (isInsertion(b)) return collides(b, a);
  return (
    (a.span.start < b.span.end && b.span.start < a.span.end) || encloses(a.span, b.span) || encloses(b.span, a.span)
  );
}
