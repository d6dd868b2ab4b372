import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import type { FileEdit } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { quoteAttributeName } from '../nix/syntax/attrPath.ts';
import { type Subject, subjectAt } from './uses/subject.ts';
import { usesOf } from './uses/usesOf.ts';

/** What would be renamed. */
export interface RenameTarget {
  /** The name as it stands at the cursor, without quotes. */
  readonly span: Span;
  readonly name: string;
}

/** What a rename did or why it cannot be done, as a sentence. */
export type Renamed = { readonly edits: readonly FileEdit[] } | { readonly refusal: string };

/** What can be renamed at an offset: a store, with its mount point, or a user. */
export function renameTarget(analysis: Analysis, path: FilePath, offset: number): RenameTarget | undefined {
  const subject = renamable(analysis, path, offset);
  if (!subject) return undefined;
  const text = analysis.source(path)?.text ?? '';
  const quoted = text[subject.span.start] === '"' ? 1 : 0;
  const span = { start: subject.span.start + quoted, end: subject.span.end - quoted };
  return { span, name: subject.kind === 'user' ? subject.name : subject.path };
}

/** Gives a store or user another name wherever it is meant. */
export function rename(analysis: Analysis, path: FilePath, offset: number, name: string): Renamed {
  const subject = renamable(analysis, path, offset);
  if (!subject) return { refusal: 'Only stores and users can be renamed.' };
  const refusal = subject.kind === 'user' ? refuseUser(name) : refuseStore(name);
  if (refusal !== undefined) return { refusal };
  const edits = usesOf(analysis, subject).map(({ file, span }) => ({
    file,
    span,
    text: replacement(analysis, file, span, name),
  }));
  return { edits };
}

function renamable(
  analysis: Analysis,
  path: FilePath,
  offset: number,
): Exclude<Subject, { kind: 'target' }> | undefined {
  const subject = subjectAt(analysis, path, offset);
  if (subject?.kind === 'user') return subject;
  return subject?.kind === 'folder' && subject.store ? subject : undefined;
}

/** The new name as it must stand there: with quotes where there were some or where it needs them, bare inside of a longer string. */
function replacement(analysis: Analysis, file: FilePath, span: Span, name: string): string {
  const text = analysis.source(file)?.text ?? '';
  const before = text.slice(span.start, span.end);
  if (before.startsWith('"')) return `"${name}"`;
  return before.startsWith('/') ? name : quoteAttributeName(name);
}

function refuseUser(name: string): string | undefined {
  return /^[a-z_][a-z0-9_.-]*\$?$/i.test(name) ? undefined : `${JSON.stringify(name)} is not the name of a user.`;
}

function refuseStore(name: string): string | undefined {
  if (!name.startsWith('/')) return 'A store has an absolute path.';
  return /["\\$\s]|\/$|\/\//.test(name)
    ? `${JSON.stringify(name)} is not a path that can be written plainly.`
    : undefined;
}
