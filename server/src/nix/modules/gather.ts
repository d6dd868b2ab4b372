import type { Unknown, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import type { PushedSet, RawDefinition, Wrapper } from './definitions.ts';
import type { Place } from './session.ts';
import { failed, showOption } from './session.ts';

/** The definitions of a level by name. */
export interface GatheredSets {
  readonly byName: ReadonlyMap<string, readonly RawDefinition[]>;
  /** Stands for definitions of any name that an unknown part may hold. */
  readonly ghost: RawDefinition | undefined;
}

/** Takes pushed-down sets apart, once; every later look-up goes by name. */
export function gatherSets(sets: readonly PushedSet[], isRoot: boolean, place: Place): GatheredSets {
  const byName = new Map<string, RawDefinition[]>();
  let ghost: RawDefinition | undefined;
  for (const { value, source, wrappers } of sets) {
    if (value.kind !== 'attrs') {
      const reason = unknownPart(value, place);
      if (!isRoot) ghost ??= makeGhost(reason, source, wrappers);
      continue;
    }
    if (value.rest !== undefined && !isRoot) ghost ??= makeGhost(value.rest, source, wrappers);
    for (const [name, attr] of value.entries) {
      const doubt: Wrapper[] = attr.maybe === undefined ? [] : [{ kind: 'maybe', reason: attr.maybe }];
      const raw: RawDefinition = {
        value: attr.thunk,
        nameSite: attr.site,
        source,
        wrappers: doubt.length === 0 ? wrappers : [...wrappers, ...doubt],
      };
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [raw]);
      else list.push(raw);
    }
  }
  return { byName, ghost };
}

function makeGhost(reason: Unknown, source: RawDefinition['source'], wrappers: readonly Wrapper[]): RawDefinition {
  return {
    value: ready(reason),
    nameSite: undefined,
    source,
    wrappers: [...wrappers.filter((wrapper) => wrapper.kind !== 'override'), { kind: 'maybe', reason }],
    ghost: reason,
  };
}

/** Why a set of definitions cannot be taken apart; a known reason is taken down. */
function unknownPart(value: Value, place: Place): Unknown {
  if (value.kind === 'unknown') return value;
  const failure =
    value.kind === 'failure'
      ? value
      : failed('type', `definitions for \`${showOption(place.path)}' are not a set but ${value.kind}`, value.site);
  place.session.note(place.path, failure, failure.site);
  return unknown(failure.message, failure.site);
}
