import type { Analysis } from '../../server/src/analysis.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import type { FileEdit } from '../../server/src/impermanence/rules/rule.ts';
import { analysisOf, type Files, root } from './folder.ts';

/** A configuration with a cursor in one of its files. */
export interface AtCursor {
  readonly analysis: Analysis;
  /** The file with the cursor. */
  readonly path: string;
  readonly offset: number;
  readonly files: Files;
}

/** Analyses files of which one holds the cursor, written `‸`. A text alone is configuration.nix. */
export function atCursor(given: string | Files): AtCursor {
  const files = typeof given === 'string' ? { 'configuration.nix': given } : given;
  const marked = Object.keys(files).find((name) => files[name]?.includes('‸'));
  if (marked === undefined) throw new Error('no file holds the cursor ‸');
  const offset = files[marked]?.indexOf('‸') ?? 0;
  const plain = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace('‸', '')]));
  return { analysis: analysisOf(plain), path: `${root}/${marked}`, offset, files: plain };
}

/** Places as `file: text there`, to compare with. */
export function shown(
  { files }: Pick<AtCursor, 'files'>,
  places: readonly { readonly file: string; readonly span: { readonly start: number; readonly end: number } }[],
): readonly string[] {
  return places.map(({ file, span }) => {
    const name = file.slice(root.length + 1);
    return `${name}: ${files[name]?.slice(span.start, span.end) ?? '?'}`;
  });
}

/** The files after edits; new ones included. */
export function edited(files: Files, edits: readonly FileEdit[]): Files {
  const changed: Record<string, string> = { ...files };
  for (const path of new Set(edits.map(({ file }) => file))) {
    const name = path.slice(root.length + 1);
    changed[name] = applyEdits(
      files[name] ?? '',
      edits.filter(({ file }) => file === path),
    );
  }
  return changed;
}
