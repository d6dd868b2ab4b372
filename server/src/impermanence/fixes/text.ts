import type { Site } from '../../nix/eval/value.ts';
import { quoteAttributeName, quoteString } from '../../nix/syntax/attrPath.ts';
import type { FixContext } from './fileEdit.ts';
import { locate } from './located.ts';

/** A value as a Nix string. */
export const quoted = quoteString;

/** A name as it is written in an attribute path. */
export const attributeName = quoteAttributeName;

/** The text that stands at a site now; undefined where it has gone. */
export function textAt(context: FixContext, site: Site): string | undefined {
  const place = locate(context, site);
  return place?.tree.text.slice(place.span.start, place.span.end);
}

/** An entry: a string where it has no fields besides its path, else a set of one line. */
export function entryText(
  kind: 'directory' | 'file',
  path: string,
  fields: { readonly [field: string]: string | undefined },
): string {
  const given = Object.entries(fields).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} = ${quoted(value)};`],
  );
  return given.length === 0 ? quoted(path) : `{ ${[`${kind} = ${quoted(path)};`, ...given].join(' ')} }`;
}

/** A word of a shell that means the text. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
