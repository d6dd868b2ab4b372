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

/** Two insertions of the same text are two. */
function isSame(a: FileEdit, b: FileEdit): boolean {
  const isInsertion = a.span.start === a.span.end;
  return (
    !isInsertion && a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text
  );
}
