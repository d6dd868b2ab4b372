import { type Env, type Machine, spend, tooLong } from './machine.ts';
import type { Refusal } from './native.ts';
import { floatText } from './numbers.ts';
import { normalize } from './paths.ts';
import type { PathTemplate, Term } from './term.ts';
import { type Site, type StringPiece, type StringValue, type Unknown, unknown, type Value } from './value.ts';
import { because, external, failure, string, typeFailure } from './values.ts';

/** How `toString` and interpolation differ. */
export interface Coercion {
  /** Numbers, Booleans, null and lists become text (`toString`, derivation arguments). */
  readonly more: boolean;
  /** Paths are copied to the store (interpolation), which makes their text unknown. */
  readonly copy: boolean;
}

export const interpolating: Coercion = { more: false, copy: true };
export const stringifying: Coercion = { more: true, copy: false };
export const appending: Coercion = { more: false, copy: false };

/** The string a value stands for, or why there is none. */
export function coerce(machine: Machine, value: Value, how: Coercion, site?: Site): StringValue | Refusal {
  switch (value.kind) {
    case 'string':
      return value;
    case 'unknown':
    case 'failure':
      return value;
    case 'path':
      return how.copy ? copied(value.path, value.site ?? site) : string(value.path, value.site);
    case 'attrs':
      return coerceSet(machine, value, how, site);
    case 'function':
      return refuse(value, site);
    default:
      return how.more ? coerceMore(machine, value, how, site) : refuse(value, site);
  }
}

function refuse(value: Value, site?: Site): Refusal {
  return failure(
    'type',
    typeFailure('', value).message.replace(/^value is (.*) while .*$/, 'cannot coerce $1 to a string'),
    site ?? value.site,
  );
}

/** A path of the workspace as it lies in the store. */
function copied(path: string, site?: Site): Unknown {
  const place = { source: { kind: 'workspace', path, site }, attributes: [], subpath: '', imported: false } as const;
  return external(`the path of a copy of ${path} in the store is not known`, place, site);
}

function coerceSet(
  machine: Machine,
  value: Extract<Value, { kind: 'attrs' }>,
  how: Coercion,
  site?: Site,
): StringValue | Refusal {
  const converter = value.entries.get('__toString');
  if (converter !== undefined) {
    return coerce(machine, machine.apply(converter.thunk.force(), [{ force: () => value }], site), how, site);
  }
  const outPath = value.entries.get('outPath');
  if (outPath !== undefined && outPath.maybe === undefined) return coerce(machine, outPath.thunk.force(), how, site);
  if (value.rest !== undefined) return value.rest;
  return outPath?.maybe ?? refuse(value, site);
}

function coerceMore(machine: Machine, value: Value, how: Coercion, site?: Site): StringValue | Refusal {
  switch (value.kind) {
    case 'null':
      return string('', value.site);
    case 'boolean':
      return string(value.value ? '1' : '', value.site);
    case 'integer':
      return string(String(value.value), value.site);
    case 'float':
      return string(floatText(value.value), value.site);
    case 'list': {
      const parts: StringValue[] = [];
      for (const [index, item] of value.items.entries()) {
        if (!spend(machine, 1)) return tooLong;
        if (item.kind === 'gap') return item.unknown;
        if (item.maybe !== undefined) return item.maybe;
        const element = item.thunk.force();
        const part = coerce(machine, element, how, site);
        if (part.kind !== 'string') return part;
        parts.push(part);
        const empty = element.kind === 'list' && element.items.length === 0;
        if (index < value.items.length - 1 && !empty) parts.push(string(' '));
      }
      return concatenateStrings(parts, value.site);
    }
    default:
      return refuse(value, site);
  }
}

/** More characters than any configuration has in one string; a function that doubles one would take all memory. */
const longestText = 1 << 25;

/** A string of more parts than these is located as a whole. */
const mostPieces = 10_000;

/** The strings in one, knowing where the parts were written. */
export function concatenateStrings(parts: readonly StringValue[], site?: Site): StringValue | Unknown {
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  if (length > longestText) return unknown(`a string of ${length} characters is too long`, site);
  let text = '';
  for (const part of parts) text += part.text;
  const count = parts.reduce((sum, part) => sum + (part.pieces?.length ?? 1), 0);
  return { kind: 'string', text, site, pieces: count > mostPieces ? undefined : piecesOf(parts) };
}

function piecesOf(parts: readonly StringValue[]): readonly StringPiece[] {
  const pieces: StringPiece[] = [];
  let offset = 0;
  for (const part of parts) {
    for (const { start, end, site } of part.pieces ?? wholePiece(part)) {
      if (start < end) pieces.push({ start: start + offset, end: end + offset, site });
    }
    offset += part.text.length;
  }
  return pieces;
}

/** A part of a string, knowing where it was written. Offsets are UTF-16 code units. */
export function sliceString(value: StringValue, start: number, end: number, site?: Site): StringValue {
  const text = value.text.slice(start, end);
  const pieces: StringPiece[] = [];
  for (const piece of value.pieces ?? wholePiece(value)) {
    const from = Math.max(piece.start, start) - start;
    const to = Math.min(piece.end, end) - start;
    if (from < to) pieces.push({ start: from, end: to, site: piece.site });
  }
  return { kind: 'string', text, site: site ?? value.site, pieces };
}

function wholePiece(value: StringValue): readonly StringPiece[] {
  return value.site === undefined ? [] : [{ start: 0, end: value.text.length, site: value.site }];
}

/** The value of a string with interpolations. */
export function interpolate(
  machine: Machine,
  parts: readonly (StringValue | Term)[],
  env: Env,
  site: Site | undefined,
): Value {
  const strings: (StringValue | Unknown)[] = [];
  for (const part of parts) {
    const value =
      part.kind === 'string' ? part : coerce(machine, machine.evaluate(part, env), interpolating, part.site);
    if (value.kind === 'failure')
      return strings.every((known) => known.kind === 'string') ? value : unknown(value.message, site);
    strings.push(value);
  }
  return weighed(machine, assemble(strings, site));
}

/** A string that was put together, paid for by its length: copies of long ones fill the memory. */
export function weighed(machine: Machine, value: StringValue | Unknown): StringValue | Unknown {
  return value.kind === 'unknown' || spend(machine, value.text.length >> 8) ? value : tooLong;
}

/** Joins strings of which some may be unknown. What starts with an outside place and goes on with a known path lies in that place. */
export function assemble(parts: readonly (StringValue | Unknown)[], site?: Site): StringValue | Unknown {
  const open = parts.findIndex((part) => part.kind === 'unknown');
  const first = parts[open];
  if (first?.kind !== 'unknown') return concatenateStrings(parts as readonly StringValue[], site);
  let before = '';
  for (const part of parts.slice(0, open)) if (part.kind === 'string') before += part.text;
  const after = open === parts.length - 1 && first.external !== undefined ? first.external : undefined;
  if (before === '') {
    let subpath: string | undefined = '';
    for (const part of parts.slice(open + 1))
      subpath = part.kind === 'string' && subpath !== undefined ? subpath + part.text : undefined;
    if (subpath !== undefined) return below(first, subpath, site);
  }
  const known: Unknown = { kind: 'unknown', reason: first.reason, site: site ?? first.site, pending: first.pending };
  return after === undefined || before === '' ? known : { ...known, after: { text: before, place: after } };
}

/** A path below an outside place. */
export function below(value: Unknown, subpath: string, site?: Site): Unknown {
  const place = value.external;
  const extended = (place?.subpath ?? '') + subpath;
  if (place === undefined || place.imported || !/^(\/|$)/.test(extended))
    return { kind: 'unknown', reason: value.reason, site: site ?? value.site, pending: value.pending };
  return {
    kind: 'unknown',
    reason: value.reason,
    site: site ?? value.site,
    external: { ...place, subpath: extended },
    pending: value.pending,
  };
}

/** The value of a path with interpolations. */
export function interpolatePath(machine: Machine, term: PathTemplate, env: Env): Value {
  let path = term.start ?? '';
  let open: Unknown | undefined =
    term.start === undefined ? unknown('the home folder of whoever evaluates is not known', term.site) : undefined;
  for (const part of term.parts) {
    const value = part.kind === 'string' ? part : coerce(machine, machine.evaluate(part, env), appending, part.site);
    if (value.kind === 'failure') return open ?? value;
    if (value.kind === 'unknown') open ??= because(value, term.site);
    else path += value.text;
  }
  return open ?? { kind: 'path', path: normalize(path), site: term.site };
}
