import {
  type Attr,
  type AttrsValue,
  type BooleanValue,
  type External,
  type Failure,
  type IntegerValue,
  type KnownItem,
  type ListItem,
  type ListValue,
  type NullValue,
  ready,
  type Site,
  type StringValue,
  type Thunk,
  type Unknown,
  type Value,
} from './value.ts';

/** Constructors of values, for natives and for whoever hands values to an evaluation. */

export function nullValue(site?: Site): NullValue {
  return { kind: 'null', site };
}

export function boolean(value: boolean, site?: Site): BooleanValue {
  return { kind: 'boolean', value, site };
}

/** An integer; `bigint` only where a number would not be exact. */
export function integer(value: number | bigint, site?: Site): IntegerValue {
  if (typeof value === 'bigint' && value >= -9007199254740991n && value <= 9007199254740991n) {
    return { kind: 'integer', value: Number(value), site };
  }
  return { kind: 'integer', value, site };
}

export function float(value: number, site?: Site): Value {
  return { kind: 'float', value, site };
}

export function string(text: string, site?: Site): StringValue {
  return { kind: 'string', text, site };
}

export function list(items: readonly ListItem[], site?: Site): ListValue {
  return { kind: 'list', items, site };
}

export function item(thunk: Thunk, site?: Site, maybe?: Unknown): KnownItem {
  return maybe === undefined ? { kind: 'item', thunk, site } : { kind: 'item', thunk, site, maybe };
}

/** A list of values, each located where it says itself. */
export function listOf(values: readonly Value[], site?: Site): ListValue {
  return list(
    values.map((value) => item(ready(value), value.site)),
    site,
  );
}

export function attrs(entries: ReadonlyMap<string, Attr>, site?: Site, rest?: Unknown): AttrsValue {
  return rest === undefined ? { kind: 'attrs', entries, site } : { kind: 'attrs', entries, site, rest };
}

/** A set from a plain record of thunks or values. */
export function attrsOf(record: Readonly<Record<string, Thunk | Value>>, site?: Site): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, value] of Object.entries(record)) entries.set(name, { thunk: asThunk(value) });
  return attrs(entries, site);
}

export function failure(cause: Failure['cause'], message: string, site?: Site): Failure {
  return { kind: 'failure', cause, message, site };
}

/** A thunk as it is, a value as a thunk. */
export function asThunk(value: Thunk | Value): Thunk {
  return 'kind' in value ? ready(value) : value;
}

/** The failure for a value of the wrong kind. */
export function typeFailure(expected: string, found: Value, site?: Site): Failure {
  return failure('type', `value is ${describe(found)} while ${expected} was expected`, site ?? found.site);
}

/** Something else that is unknown for the same reason: it does not lie where the first one lies. */
export function because(value: Unknown, site?: Site): Unknown {
  return value.pending
    ? { kind: 'unknown', reason: value.reason, site, pending: true }
    : { kind: 'unknown', reason: value.reason, site };
}

/** An unknown value that lies in something outside. */
export function external(reason: string, place: External, site?: Site): Unknown {
  return { kind: 'unknown', reason, site, external: place };
}

/** A value with its article, as Nix says it in messages. */
export function describe(value: Value): string {
  const names = {
    null: 'null',
    boolean: 'a Boolean',
    integer: 'an integer',
    float: 'a float',
    string: 'a string',
    path: 'a path',
    list: 'a list',
    attrs: 'a set',
    function: 'a function',
    unknown: 'unknown',
    failure: 'an error',
  } as const;
  return names[value.kind];
}
