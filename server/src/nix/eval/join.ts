import { delay, type Machine, speculate, spend, tooLong } from './machine.ts';
import type { Attr, AttrsValue, FunctionValue, ListItem, ListValue, StringValue, Unknown, Value } from './value.ts';

/**
 * What is known when the value is one of two and it is unknown which: lists with the items of both as maybe, sets with
 * the attributes of both, equal scalars as they are. A branch that fails is left out: an unknown condition is
 * assumed to lead somewhere.
 */
export function join(machine: Machine, a: Value, b: Value, why: Unknown): Value {
  if (a === b) return a;
  if (a.kind === 'failure' || b.kind === 'failure') {
    machine.assumptions++;
    return a.kind === 'failure' ? b : a;
  }
  if (a.kind === 'unknown') return weaken(machine, b, withoutPlace(a));
  if (b.kind === 'unknown') return weaken(machine, a, withoutPlace(b));
  if (a.kind === 'list' && b.kind === 'list')
    return spend(machine, a.items.length + b.items.length) ? joinLists(a, b, why) : tooLong;
  if (a.kind === 'attrs' && b.kind === 'attrs') return joinSets(machine, a, b, why);
  if (a.kind === 'function' && b.kind === 'function') return joinFunctions(machine, a, b, why);
  return sameScalar(a, b) ? a : { kind: 'unknown', reason: why.reason, site: why.site };
}

/** What is known of a value that is this, or something unknown. */
export function weaken(machine: Machine, value: Value, why: Unknown): Value {
  switch (value.kind) {
    case 'list':
      return {
        ...value,
        items: [...value.items.map((item) => maybeItem(item, why)), { kind: 'gap', unknown: why }],
        loose: why,
      };
    case 'attrs':
      return {
        ...value,
        entries: weakenEntries(machine, value, why),
        rest: value.rest ?? why,
        restLike: undefined,
        loose: why,
        origin: undefined,
      };
    case 'unknown':
      return withoutPlace(value);
    default:
      return why;
  }
}

function weakenEntries(machine: Machine, value: AttrsValue, why: Unknown): ReadonlyMap<string, Attr> {
  const entries = new Map<string, Attr>();
  for (const [name, attr] of value.entries) {
    const thunk = delay(machine, () => weaken(machine, attr.thunk.force(), why));
    entries.set(name, { ...attr, thunk, maybe: attr.maybe ?? why });
  }
  return entries;
}

/** The attribute as one that may be absent. */
export function maybeAttr(attr: Attr, why: Unknown): Attr {
  return attr.maybe === undefined ? { ...attr, maybe: why } : attr;
}

/** The item as one that may be absent. */
export function maybeItem(item: ListItem, why: Unknown): ListItem {
  return item.kind === 'gap' || item.maybe !== undefined ? item : { ...item, maybe: why };
}

function joinLists(a: ListValue, b: ListValue, why: Unknown): ListValue {
  const loose = a.loose ?? b.loose;
  if (a.items.length === 0 && b.items.length === 0) return loose === undefined ? a : { ...a, loose };
  const items = [...a.items, ...b.items].map((item) => maybeItem(item, why));
  return { kind: 'list', items, site: a.items.length === 0 ? b.site : a.site, loose };
}

function joinSets(machine: Machine, a: AttrsValue, b: AttrsValue, why: Unknown): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, left] of a.entries) {
    const right = b.entries.get(name);
    if (right === undefined) entries.set(name, maybeAttr(left, why));
    else if (right.thunk === left.thunk) entries.set(name, left.maybe === undefined ? right : left);
    else entries.set(name, joinAttrs(machine, left, right, why));
  }
  for (const [name, right] of b.entries) if (!a.entries.has(name)) entries.set(name, maybeAttr(right, why));
  return {
    kind: 'attrs',
    entries,
    site: a.entries.size === 0 ? b.site : a.site,
    rest: a.rest ?? b.rest,
    loose: a.loose ?? b.loose,
  };
}

/** An attribute that has one of two values; it is there for sure where both are. */
export function joinAttrs(machine: Machine, left: Attr, right: Attr, why: Unknown): Attr {
  const thunk = delay(machine, () =>
    speculate(machine, () => join(machine, left.thunk.force(), right.thunk.force(), why)),
  );
  const moreSites = [...(left.moreSites ?? []), ...(right.site === undefined ? [] : [right.site])];
  const maybe = left.maybe ?? right.maybe;
  return maybe === undefined ? { thunk, site: left.site, moreSites } : { thunk, site: left.site, moreSites, maybe };
}

function joinFunctions(machine: Machine, a: FunctionValue, b: FunctionValue, why: Unknown): FunctionValue {
  return {
    kind: 'function',
    site: a.site,
    apply: (argument, site) =>
      speculate(machine, () =>
        join(machine, machine.apply(a, [argument], site), machine.apply(b, [argument], site), why),
      ),
  };
}

function sameScalar(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'null':
      return true;
    case 'boolean':
    case 'float':
      return 'value' in b && a.value === b.value;
    case 'integer':
      return b.kind === 'integer' && BigInt(a.value) === BigInt(b.value);
    case 'string':
      return a.text === (b as StringValue).text;
    case 'path':
      return b.kind === 'path' && a.path === b.path;
    default:
      return false;
  }
}

/** The same reason for something that does not surely lie at that place. */
export function withoutPlace(value: Unknown): Unknown {
  return value.external === undefined
    ? value
    : { kind: 'unknown', reason: value.reason, site: value.site, pending: value.pending };
}
