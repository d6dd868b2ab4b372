import type { OptionType } from '../eval/optionType.ts';
import type { Attr, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import { describeDefinitions } from './definitionList.ts';
import type { Discharged, RawDefinition } from './definitions.ts';
import { mergedOrigin } from './mergedSet.ts';
import { mergeEqual, mergeFunctions, mergeOne } from './mergeScalar.ts';
import { emptyMerge, mergeDefinitions } from './mergeType.ts';
import type { Place } from './session.ts';
import { failed, inside, showOption } from './session.ts';

/** The definitions of the attributes of several set definitions, by name. */
export interface Gathered {
  readonly byName: ReadonlyMap<string, readonly RawDefinition[]>;
  /** Set where there may be more attributes. */
  readonly rest: Unknown | undefined;
}

/** Takes set definitions apart; what is doubtful about a set is doubtful about its attributes. */
export function gatherAttributes(counting: readonly Discharged[]): Gathered {
  const byName = new Map<string, RawDefinition[]>();
  let rest: Unknown | undefined;
  for (const each of counting) {
    if (each.value.kind !== 'attrs') {
      rest ??= unknownOf(each);
      continue;
    }
    rest ??= each.value.rest;
    const source = each.source;
    each.value.entries.forEach((attr, name) => {
      const maybe = attr.maybe ?? each.conditionReason;
      const raw: RawDefinition = {
        value: attr.thunk,
        nameSite: attr.site,
        source,
        wrappers: maybe === undefined ? [] : [{ kind: 'maybe', reason: maybe }],
        ghost: undefined,
      };
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [raw]);
      else list.push(raw);
    });
  }
  return { byName, rest };
}

function unknownOf(each: Discharged): Unknown {
  if (each.value.kind === 'unknown') return each.value;
  return unknown(each.value.kind === 'failure' ? each.value.message : 'a definition is not a set');
}

/** `attrsOf` and `lazyAttrsOf`. An attribute whose definitions all have a false condition is not there, unless lazy. */
export function mergeAttrsOf(
  element: OptionType,
  isLazy: boolean,
  counting: readonly Discharged[],
  place: Place,
): Value {
  const { byName, rest } = gatherAttributes(counting);
  const entries = new Map<string, Attr>();
  for (const [name, definitions] of byName) {
    const at = inside(place, name);
    const site = definitions[0]?.nameSite;
    if (isLazy) {
      const value = lazy(() => {
        const merged = mergeDefinitions(element, definitions, at);
        return merged.defined === 'no' ? emptyMerge(element, at) : merged.value.force();
      });
      entries.set(name, { thunk: value, site });
      continue;
    }
    const merged = mergeDefinitions(element, definitions, at);
    if (merged.defined === 'no') continue;
    const nameSite = merged.counting.find((each) => each.nameSite !== undefined)?.nameSite ?? site;
    entries.set(name, {
      thunk: merged.value,
      site: nameSite,
      maybe: merged.defined === 'yes' ? undefined : merged.defined,
    });
  }
  const origin = mergedOrigin({
    path: place.path,
    own: (name) => describeDefinitions(byName.get(name) ?? []),
    value: (name) => entries.get(name)?.thunk,
  });
  return { kind: 'attrs', entries, rest, origin, site: counting[0]?.valueSite };
}

/** `attrs`: joined shallowly, later definitions win. */
export function mergeAttrs(counting: readonly Discharged[]): Value {
  const [only] = counting;
  if (counting.length === 1 && only !== undefined && only.condition === 'yes') return only.value;
  const entries = new Map<string, Attr>();
  let rest: Unknown | undefined;
  for (const each of counting) {
    if (each.value.kind !== 'attrs') {
      rest ??= unknownOf(each);
      continue;
    }
    rest ??= each.value.rest;
    for (const [name, attr] of each.value.entries) {
      const maybe = attr.maybe ?? each.conditionReason;
      if (maybe !== undefined && entries.has(name))
        entries.set(name, { thunk: { force: () => maybe }, site: attr.site });
      else entries.set(name, { ...attr, maybe });
    }
  }
  return { kind: 'attrs', entries, rest, site: only?.valueSite };
}

/** `anything`: sets merge by attribute, functions by their results, everything else must be equal. */
export function mergeAnything(counting: readonly Discharged[], place: Place): Value {
  const known = counting.filter((each) => each.value.kind !== 'unknown' && each.value.kind !== 'failure');
  const kinds = new Set(known.map((each) => each.value.kind));
  if (kinds.size > 1) {
    return failed(
      'type',
      `The option \`${showOption(place.path)}' has conflicting option types.`,
      counting[1]?.valueSite,
    );
  }
  if (kinds.has('attrs')) {
    if (known.some((each) => each.value.kind === 'attrs' && isStringLike(each.value.entries)))
      return mergeOne(counting, place);
    return mergeAttrsOf({ name: 'anything' }, false, counting, place);
  }
  if (kinds.has('function') && known.length > 1) return mergeFunctions({ name: 'anything' }, counting, place);
  return mergeEqual(counting, place);
}

function isStringLike(entries: ReadonlyMap<string, Attr>): boolean {
  return entries.has('outPath') || entries.has('__toString');
}
