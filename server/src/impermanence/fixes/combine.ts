import type { FileEdit } from './fileEdit.ts';

/** Several repairs as one; undefined where one of them is not possible. An edit that two of them ask for is made once. */
export function all(...parts: readonly (readonly FileEdit[] | undefined)[]): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const edit of part) if (!edits.some((known) => isSame(known, edit))) edits.push(edit);
  }
  return edits;
}

/**
 * What several hosts ask for, done at once; undefined where nothing is possible. What they say alike is done once, and what
 * meets the text of an earlier one is left for another time.
 */
export function together(parts: readonly (readonly FileEdit[] | undefined)[]): readonly FileEdit[] | undefined {
  const taken: FileEdit[] = [];
  for (const part of parts) {
    const fresh = (part ?? []).filter((edit) => !taken.some((known) => isAlike(known, edit)));
    if (!fresh.some((edit) => taken.some((known) => meets(known, edit)))) taken.push(...fresh);
  }
  return parts.every((part) => part === undefined) ? undefined : taken;
}

function isAlike(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function meets(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** Two insertions of the same text are two. */
function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.span.start !== a.span.end && isAlike(a, b);
}
