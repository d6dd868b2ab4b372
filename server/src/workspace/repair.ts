import { applyEdits } from '../base/edit.ts';
import type { FileEdit, Fix } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { parse } from '../nix/syntax/parse.ts';

/** One round of repairs: the fixes taken and the new text of every file they touch. */
export interface Repair {
  readonly fixes: readonly Fix[];
  readonly texts: ReadonlyMap<FilePath, string>;
}

/** How often `fix` and fix-all repair and look again before they stop. */
export const mostRounds = 10;

/**
 * As many preferred fixes as go together, in the order of the problems. Fixes whose edits overlap wait for the next
 * round, when the text and the problems are new. A round that would add a syntax error to a file takes fewer fixes,
 * at last one at a time, and never one that breaks a file by itself.
 */
export function repairOnce(
  problems: readonly { readonly fixes: readonly Fix[] }[],
  textOf: (file: FilePath) => string | undefined,
): Repair {
  const wanted = problems.flatMap((problem) => {
    const fix = problem.fixes.find((candidate) => candidate.preferred);
    const edits = fix?.edits();
    return fix === undefined || edits === undefined || edits.length === 0 ? [] : [{ fix, edits }];
  });
  const together = take(wanted, textOf, false);
  return breaks(together.texts, textOf) ? oneByOne(wanted, textOf) : together;
}

interface Wanted {
  readonly fix: Fix;
  readonly edits: readonly FileEdit[];
}

function take(wanted: readonly Wanted[], textOf: (file: FilePath) => string | undefined, verify: boolean): Repair {
  let taken: Wanted[] = [];
  for (const candidate of wanted) {
    if (taken.some((other) => conflict(other.edits, candidate.edits))) continue;
    const next = [...taken, candidate];
    if (!verify || !breaks(textsAfter(next, textOf), textOf)) taken = next;
  }
  return { fixes: taken.map(({ fix }) => fix), texts: textsAfter(taken, textOf) };
}

function oneByOne(wanted: readonly Wanted[], textOf: (file: FilePath) => string | undefined): Repair {
  return take(wanted, textOf, true);
}

/** Edits conflict where they overlap, or insert the same at the same place (then one of them is enough); what both replace alike is done once. */
function conflict(some: readonly FileEdit[], others: readonly FileEdit[]): boolean {
  return some.some((a) => others.some((b) => a.file === b.file && meets(a, b) && !isSameReplacement(a, b)));
}

function meets(a: FileEdit, b: FileEdit): boolean {
  const inserts = a.span.start === a.span.end && b.span.start === b.span.end;
  if (inserts) return a.span.start === b.span.start && a.text === b.text;
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function isSameReplacement(a: FileEdit, b: FileEdit): boolean {
  const { start, end } = a.span;
  return start < end && a.file === b.file && start === b.span.start && end === b.span.end && a.text === b.text;
}

function textsAfter(
  taken: readonly Wanted[],
  textOf: (file: FilePath) => string | undefined,
): ReadonlyMap<FilePath, string> {
  const byFile = new Map<FilePath, FileEdit[]>();
  for (const edit of taken.flatMap(({ edits }) => edits)) {
    const known = byFile.get(edit.file) ?? [];
    if (!known.some((other) => isSameReplacement(other, edit))) byFile.set(edit.file, [...known, edit]);
  }
  return new Map([...byFile].map(([file, edits]) => [file, applyEdits(textOf(file) ?? '', edits)]));
}

function breaks(texts: ReadonlyMap<FilePath, string>, textOf: (file: FilePath) => string | undefined): boolean {
  return [...texts].some(([file, text]) => file.endsWith('.nix') && errorCount(text) > errorCount(textOf(file) ?? ''));
}

function errorCount(text: string): number {
  return text === '' ? 0 : parse(text).errors.length;
}
