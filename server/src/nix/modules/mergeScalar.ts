import type { OptionType } from '../eval/optionType.ts';
import type { StringPiece, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import type { Discharged } from './definitions.ts';
import { defaultPriority } from './definitions.ts';
import { equalValues } from './equal.ts';
import { mergeDefinitions } from './mergeType.ts';
import { readOption } from './option.ts';
import type { Place } from './session.ts';
import { failed, inside, showOption } from './session.ts';

/** All definitions must be equal (`mergeEqualOption`). */
export function mergeEqual(counting: readonly Discharged[], place: Place): Value {
  return agree(
    counting,
    (a, b) => equalValues(a.value, b.value),
    () => {
      const message = `The option \`${showOption(place.path)}' has conflicting definition values.`;
      return failed('other', message, counting[1]?.valueSite ?? counting[1]?.nameSite);
    },
  );
}

/** One definition only (`mergeOneOption`). */
export function mergeOne(counting: readonly Discharged[], place: Place): Value {
  return agree(
    counting,
    () => false,
    () => {
      const message = `The option \`${showOption(place.path)}' is defined multiple times while it's expected to be unique.`;
      return failed('other', message, counting[1]?.valueSite ?? counting[1]?.nameSite);
    },
  );
}

/** All definitions must be equal, else the reason. */
export function agreeOrUnknown(counting: readonly Discharged[], reason: Unknown): Value {
  return agree(
    counting,
    (a, b) => equalValues(a.value, b.value),
    () => reason,
  );
}

/**
 * The value all definitions agree on. Those that may not be there only count where they would change it; an unknown
 * part that may hold a definition does not touch what is defined plainly.
 */
function agree(
  counting: readonly Discharged[],
  same: (a: Discharged, b: Discharged) => boolean | undefined,
  conflict: () => Value,
): Value {
  const sure = counting.filter((each) => each.condition === 'yes' && each.ghost === undefined);
  const [first, ...others] = sure.length > 0 ? sure : counting.filter((each) => each.ghost === undefined);
  if (first === undefined) return counting[0]?.ghost ?? unknown('no definition is known');
  if (first.value.kind === 'failure') return first.value;
  for (const other of others) {
    const equal = same(first, other);
    if (equal === true) continue;
    if (equal === undefined || sure.length === 0)
      return doubtAbout(other.value.kind === 'unknown' ? other : first, other);
    return other.value.kind === 'failure' ? other.value : conflict();
  }
  const doubtful = counting.find((each) => {
    if (each === first || each.condition === 'yes') return false;
    if (each.ghost !== undefined) return first.priority > defaultPriority;
    return equalValues(first.value, each.value) !== true;
  });
  return doubtful === undefined ? first.value : doubtAbout(doubtful, doubtful);
}

function doubtAbout(each: Discharged, other: Discharged): Unknown {
  if (each.value.kind === 'unknown') return each.value;
  return other.conditionReason ?? each.conditionReason ?? unknown('which of several definitions counts is not known');
}

/** Texts joined by the separator; the pieces keep where they were written. */
export function mergeText(separator: string, counting: readonly Discharged[]): Value {
  let text = '';
  const pieces: StringPiece[] = [];
  for (const [index, each] of counting.entries()) {
    if (each.condition === 'unknown') return each.conditionReason ?? unknown('a definition may be missing');
    if (each.value.kind !== 'string') return each.value;
    if (index > 0) text += separator;
    const start = text.length;
    for (const piece of piecesOf(each)) pieces.push({ ...piece, start: piece.start + start, end: piece.end + start });
    text += each.value.text;
  }
  const [only] = counting;
  if (counting.length === 1 && only !== undefined) return only.value;
  return { kind: 'string', text, pieces, site: only?.valueSite };
}

function piecesOf(each: Discharged): readonly StringPiece[] {
  if (each.value.kind !== 'string') return [];
  if (each.value.pieces !== undefined) return each.value.pieces;
  const site = each.value.site ?? each.valueSite;
  return site === undefined ? [] : [{ start: 0, end: each.value.text.length, site }];
}

/** True if one is. */
export function mergeOr(counting: readonly Discharged[]): Value {
  let doubt: Value | undefined;
  for (const each of counting) {
    if (each.value.kind === 'boolean' && each.value.value && each.condition === 'yes') return each.value;
    if (each.value.kind !== 'boolean' || each.value.value) doubt ??= each.conditionReason ?? each.value;
  }
  return doubt ?? { kind: 'boolean', value: false };
}

/** A function that merges what the definitions give for its argument. */
export function mergeFunctions(result: OptionType, counting: readonly Discharged[], place: Place): Value {
  const [only] = counting;
  if (only !== undefined && only.value.kind === 'unknown') return only.value;
  const apply = (argument: Thunk): Value => {
    const results = counting.map((each) => ({
      value: lazy(() => (each.value.kind === 'function' ? each.value.apply(argument) : each.value)),
      nameSite: each.nameSite,
      source: each.source,
      wrappers: each.conditionReason === undefined ? [] : [{ kind: 'maybe', reason: each.conditionReason } as const],
    }));
    return mergeDefinitions(result, results, inside(place, '<function body>')).value.force();
  };
  return { kind: 'function', apply, site: only?.valueSite };
}

/** A set with exactly one of the tagged attributes. */
export function mergeTagged(
  type: Extract<OptionType, { name: 'attrTag' }>,
  counting: readonly Discharged[],
  place: Place,
): Value {
  const [first] = counting;
  if (first === undefined || first.value.kind !== 'attrs') return first?.value ?? unknown('no tag is set');
  const [tag] = first.value.entries.keys();
  const tags = type.tags.force();
  const declared = tag === undefined || tags.kind !== 'attrs' ? undefined : tags.entries.get(tag);
  if (tag === undefined || declared === undefined) {
    return failed('type', `The option \`${showOption(place.path)}' has no such choice.`, first.valueSite);
  }
  const definitions = counting.flatMap((each) => {
    const attr = each.value.kind === 'attrs' ? each.value.entries.get(tag) : undefined;
    if (attr === undefined) return [];
    return [{ value: attr.thunk, nameSite: attr.site, source: each.source, wrappers: [] }];
  });
  const option = readOption(declared.thunk.force());
  const value = lazy(() =>
    option === undefined
      ? unknown('a choice that is no option')
      : mergeDefinitions(option.type, definitions, inside(place, tag)).value.force(),
  );
  return { kind: 'attrs', entries: new Map([[tag, { thunk: value, site: first.nameSite }]]), site: first.valueSite };
}
