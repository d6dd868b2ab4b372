import { joinAttrs, weaken, withoutPlace } from './join.ts';
import { delay, type Machine, spend, tooLong } from './machine.ts';
import { type Attr, type AttrsValue, type ListItem, type Site, type Unknown, unknown, type Value } from './value.ts';
import { because, typeFailure } from './values.ts';

/** `a ++ b ++ …`: items keep their sites; what is unknown leaves a gap. */
export function concatenate(machine: Machine, values: readonly Value[], site?: Site): Value {
  const items: ListItem[] = [];
  const size = values.reduce((sum, value) => sum + (value.kind === 'list' ? value.items.length : 0), 0);
  if (!spend(machine, size)) return tooLong;
  let known = false;
  let open: Unknown | undefined;
  for (const value of values) {
    if (value.kind === 'list') {
      known = true;
      for (const item of value.items) items.push(item);
    } else if (value.kind === 'unknown') {
      open ??= value;
      items.push({ kind: 'gap', unknown: value });
    } else if (value.kind === 'failure') {
      return value;
    } else {
      return open === undefined ? typeFailure('a list', value, site) : open;
    }
  }
  if (!known && open !== undefined) return because(open, site);
  return { kind: 'list', items, site };
}

/** `a // b // …`. What an unknown right side may overwrite is known no longer for sure; what stands right of it is. */
export function update(machine: Machine, values: readonly Value[], site?: Site): Value {
  let result: Value | undefined;
  for (const value of values) {
    result = result === undefined ? value : updateOne(machine, result, value, site);
    if (result.kind === 'failure') return result;
  }
  if (result === undefined || result.kind === 'attrs' || result.kind === 'unknown') return result ?? unknown('nothing');
  return typeFailure('a set', result, site);
}

function updateOne(machine: Machine, left: Value, right: Value, site?: Site): Value {
  if (left.kind !== 'attrs' && left.kind !== 'unknown') return typeFailure('a set', left, site);
  if (right.kind === 'failure') return left.kind === 'unknown' ? left : right;
  if (right.kind !== 'attrs' && right.kind !== 'unknown')
    return left.kind === 'unknown' ? left : typeFailure('a set', right, site);
  if (left.kind === 'unknown') {
    if (right.kind === 'unknown') return because(right, site);
    // A name that the right side does not have comes from the left one, wherever that lies.
    return { kind: 'attrs', entries: right.entries, site, rest: right.rest === undefined ? left : withoutPlace(left) };
  }
  if (right.kind === 'attrs') {
    if (right.entries.size === 0 && right.rest === undefined) return left;
    if (left.entries.size === 0 && left.rest === undefined) return right;
    if (!spend(machine, (left.entries.size + right.entries.size) / 8)) return tooLong;
    return updateSets(machine, left, right, site);
  }
  return {
    kind: 'attrs',
    entries: overwritable(machine, left, right),
    site,
    rest: left.rest === undefined ? right : withoutPlace(left.rest),
  };
}

function updateSets(machine: Machine, left: AttrsValue, right: AttrsValue, site?: Site): AttrsValue {
  const entries = new Map(
    right.rest === undefined ? left.entries : overwritable(machine, left, right.rest, right.mayHold),
  );
  for (const [name, attr] of right.entries) {
    const before = entries.get(name);
    if (attr.maybe === undefined || before === undefined) entries.set(name, attr);
    else entries.set(name, perhapsReplaced(machine, before, attr, attr.maybe));
  }
  const rest =
    right.rest === undefined || left.rest === undefined ? (right.rest ?? left.rest) : withoutPlace(right.rest);
  return { kind: 'attrs', entries, site: site ?? left.site, rest, mayHold: eitherHolds(left, right) };
}

/** What the unknown parts of either set may stand for; undefined where that may be anything, or nothing is unknown. */
function eitherHolds(left: AttrsValue, right: AttrsValue): AttrsValue['mayHold'] {
  const open = [left, right].filter((each) => each.rest !== undefined);
  const holds = open.flatMap((each) => each.mayHold ?? []);
  if (open.length === 0 || holds.length < open.length) return undefined;
  return holds.length === 1 ? holds[0] : (name) => holds.some((each) => each(name));
}

function perhapsReplaced(machine: Machine, before: Attr, after: Attr, why: Unknown): Attr {
  const joined = joinAttrs(machine, before, { thunk: after.thunk, site: after.site }, why);
  return before.maybe === undefined ? joined : { ...joined, maybe: before.maybe };
}

/** Attributes that are there for sure, but may have been overwritten by something unknown. */
function overwritable(
  machine: Machine,
  value: AttrsValue,
  right: Unknown,
  mayHold: AttrsValue['mayHold'] = () => true,
): Map<string, Attr> {
  const why = withoutPlace(right);
  const entries = new Map<string, Attr>();
  for (const [name, attr] of value.entries)
    if (!mayHold(name)) entries.set(name, attr);
    else entries.set(name, { ...attr, thunk: delay(machine, () => weaken(machine, attr.thunk.force(), why)) });
  return entries;
}
