import { applyEdits } from '../../server/src/base/edit.ts';
import type { FileEdit, Fix } from '../../server/src/impermanence/rules/rule.ts';
import { analysisOf, type Files, root } from '../support/folder.ts';

/** The files with a fix applied; undefined where it is not possible. */
export function applied(files: Files, fix: Fix): Files | undefined {
  const edits = fix.edits();
  return edits && withEdits(files, edits);
}

/** The files after the preferred fixes of a rule, one after the other until it is silent (at most ten). */
export function repaired(files: Files, rule: string): Files {
  let now = files;
  for (let round = 0; round < 10; round++) {
    const fixes = analysisOf(now)
      .problems()
      .filter((problem) => problem.rule.id === rule)
      .flatMap((problem) => problem.fixes.filter(({ preferred }) => preferred === true));
    const next = fixes[0] && applied(now, fixes[0]);
    if (!next) return now;
    now = next;
  }
  return now;
}

function withEdits(files: Files, edits: readonly FileEdit[]): Files {
  const changed: Record<string, string> = { ...files };
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const name = file.slice(root.length + 1);
    changed[name] = applyEdits(
      files[name] ?? '',
      edits.filter((edit) => edit.file === file),
    );
  }
  return changed;
}
