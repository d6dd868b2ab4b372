import type { Attr, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import { describeDefinitions } from './definitionList.ts';
import type { PushedSet, RawDefinition } from './definitions.ts';
import { decide, discharge, pushDown } from './definitions.ts';
import { gatherSets } from './gather.ts';
import type { Member } from './level.ts';
import { mergedOrigin } from './mergedSet.ts';
import { mergeShape } from './mergeShape.ts';
import type { Place } from './session.ts';
import { inside, showOption } from './session.ts';

/**
 * Definitions of a name whose declaration is not at hand. Sets merge by attribute without looking at conditions (as
 * for declared options), lists come one after the other and may be longer, everything else must agree. `rest` says
 * why more may be there; without it the definitions are all there is.
 */
export function freeMember(raws: readonly RawDefinition[], place: Place, rest: (() => Unknown) | undefined): Member {
  return {
    kind: 'free',
    value: lazy(() => freeValue(raws, place, rest)),
    definitions: () => describeDefinitions(raws),
    get doubt() {
      return doubtOf(raws, place);
    },
  };
}

/** Whether the name is there: surely if something unconditional defines it. */
function doubtOf(raws: readonly RawDefinition[], place: Place): Unknown | undefined {
  const sure = raws.some(
    (raw) => raw.ghost === undefined && raw.wrappers.every((wrapper) => wrapper.kind === 'override'),
  );
  if (sure) return undefined;
  const found = raws.flatMap((raw) => (raw.ghost === undefined ? discharge(raw) : []));
  if (found.some((each) => each.condition === 'yes')) return undefined;
  return found[0]?.conditionReason ?? unknown(`whether ${showOption(place.path)} is set is not known`);
}

function freeValue(raws: readonly RawDefinition[], place: Place, rest: (() => Unknown) | undefined): Value {
  const sets = raws.flatMap((raw) =>
    raw.ghost === undefined ? pushDown(raw.value.force(), raw.source, raw.wrappers) : [],
  );
  const known = sets.filter((set) => set.value.kind !== 'unknown' && set.value.kind !== 'failure');
  if (known.length > 0 && known.every((set) => isPlainSet(set.value))) return freeSet(sets, place, rest);
  const merged = mergeShape(decide(raws.flatMap(discharge)), place);
  if (raws.length === 0 || merged.kind !== 'list' || rest === undefined) return merged;
  return { ...merged, items: [...merged.items, { kind: 'gap', unknown: rest() }] };
}

function isPlainSet(value: Value): boolean {
  return value.kind === 'attrs' && !value.entries.has('outPath') && !value.entries.has('_type');
}

function freeSet(sets: readonly PushedSet[], place: Place, rest: (() => Unknown) | undefined): Value {
  const gathered = gatherSets(sets, false, place);
  const { ghost } = gathered;
  const members = new Map<string, Member>();
  const member = (name: string): Member => {
    const known = members.get(name);
    if (known !== undefined) return known;
    const definitions = gathered.definitions(name);
    const made = freeMember(ghost === undefined ? definitions : [...definitions, ghost], inside(place, name), rest);
    members.set(name, made);
    return made;
  };
  const entries = new Map<string, Attr>();
  for (const name of gathered.names())
    entries.set(
      name,
      freeAttr(() => member(name), gathered.site(name)),
    );
  const origin = mergedOrigin({
    path: place.path,
    own: (name) => (gathered.has(name) ? member(name).definitions() : []),
    value: (name): Thunk | undefined => (gathered.has(name) ? member(name).value : undefined),
  });
  return { kind: 'attrs', entries, rest: ghost?.ghost ?? rest?.(), origin };
}

function freeAttr(member: () => Member, site: Site | undefined): Attr {
  return {
    thunk: { force: () => member().value.force() },
    site,
    get maybe() {
      const found = member();
      return found.kind === 'free' ? found.doubt : undefined;
    },
  };
}
