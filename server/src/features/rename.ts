import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import { concatPaths } from '../impermanence/model/paths.ts';
import type { FileEdit } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { quoteAttributeName } from '../nix/syntax/attrPath.ts';
import { isLabel } from './uses/label.ts';
import { distinct, type Place } from './uses/place.ts';
import { type Subject, subjectAt } from './uses/subject.ts';
import { usesOf } from './uses/usesOf.ts';
import { computedBeginning, isComputed, writtenPlace } from './uses/written.ts';

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
  const refusal = subject.kind === 'user' ? refuseUser(analysis, subject, name) : refuseStore(analysis, subject, name);
  if (refusal !== undefined) return { refusal };
  // What only names a string that is changed (`${persist}`) goes with it.
  const before = subject.kind === 'user' ? subject.name : subject.path;
  const written = distinct(usesOf(analysis, subject).map((place) => writtenPlace(analysis, place)));
  // A label of a store stays what it is: its path is written elsewhere.
  const places = written.filter((place) => subject.kind === 'user' || !isLabel(analysis, place, before));
  const computed = places.find((place) => isComputed(analysis, place));
  if (computed) return { refusal: computedRefusal(analysis, computed, before) };
  return { edits: places.map((place) => ({ ...place, text: replacement(analysis, place, before, name) })) };
}

/** Another name in its place would be wrong wherever else the expression is used, or on another host. */
function computedRefusal(analysis: Analysis, { file, span }: Place, before: string): string {
  const source = analysis.source(file)?.text ?? '';
  const line = source.slice(0, span.start).split('\n').length;
  const name = file.slice(file.lastIndexOf('/') + 1);
  return `${before} is computed by ${source.slice(span.start, span.end)} in ${name}, line ${line}: change what it is computed from.`;
}

type Renamable = Exclude<Subject, { kind: 'target' }>;

function renamable(analysis: Analysis, path: FilePath, offset: number): Renamable | undefined {
  const subject = subjectAt(analysis, path, offset);
  if (subject?.kind === 'user') return subject;
  if (subject?.kind !== 'folder' || !subject.store) return undefined;
  return isLabel(analysis, { file: path, span: subject.span }, subject.path) ? undefined : subject;
}

/** The new name as it must stand there: with quotes where there were some or where it needs them, bare inside of a longer string. */
function replacement(analysis: Analysis, place: Place, before: string, name: string): string {
  const { file, span } = place;
  const text = (analysis.source(file)?.text ?? '').slice(span.start, span.end);
  const beginning = computedBeginning(analysis, place);
  const kept = beginning && before.endsWith(beginning.rest) ? before.slice(0, -beginning.rest.length) : undefined;
  // What the string begins with may be named further on.
  if (beginning && kept && name.startsWith(`${kept}/`)) return `"${beginning.text}${name.slice(kept.length)}"`;
  if (text.startsWith('"')) return `"${name}"`;
  return text.startsWith('/') ? name : quoteAttributeName(name);
}

function refuseUser(analysis: Analysis, subject: Renamable, name: string): string | undefined {
  if (!/^[a-z_][a-z0-9_.-]*\$?$/i.test(name)) return `${JSON.stringify(name)} is not the name of a user.`;
  if (subject.kind === 'user' && subject.name === name) return undefined;
  const isTaken = name === 'root' || analysis.hosts.some(({ model }) => model.users.some((user) => user.name === name));
  return isTaken ? `There is a user ${name} already.` : undefined;
}

function refuseStore(analysis: Analysis, subject: Renamable, name: string): string | undefined {
  if (!name.startsWith('/')) return 'A store has an absolute path.';
  if (/["\\$\s]|\/$|\/\//.test(name) || /\/\.{1,2}(?:\/|$)/.test(name))
    return `${JSON.stringify(name)} is not a path that can be written plainly.`;
  if (subject.kind === 'folder' && concatPaths(subject.path) === concatPaths(name)) return undefined;
  const isAt = (path: string | undefined) => path !== undefined && concatPaths(path) === concatPaths(name);
  if (analysis.hosts.some(({ model }) => model.stores.some(({ path }) => isAt(path))))
    return `There is a store at ${name} already.`;
  return analysis.hosts.some(({ model }) => model.mounts.some(({ mountPoint }) => isAt(mountPoint)))
    ? `Something else is mounted at ${name} already.`
    : undefined;
}
