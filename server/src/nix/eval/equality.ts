import { type Machine, spend, tooLong } from './machine.ts';
import { compareText } from './utf8.ts';
import {
  type AttrsValue,
  type Failure,
  type ListItem,
  type ListValue,
  type Site,
  type Thunk,
  type Unknown,
  unknown,
  type Value,
} from './value.ts';
import { boolean, failure } from './values.ts';

/** `a == b`, three-valued: different is different, whatever of the rest is unknown. */
export function equal(machine: Machine, left: Value, right: Value, site?: Site): Value {
  const result = sameValue(machine, left, right);
  return typeof result === 'boolean' ? boolean(result, site) : result;
}

type Answer = boolean | Extract<Value, { kind: 'unknown' | 'failure' }>;

/** Whether two values are equal, as `equal`, for natives. */
export function sameValue(machine: Machine, left: Value, right: Value): Answer {
  if (!spend(machine, 1)) return tooLong;
  if (left.kind === 'failure' || left.kind === 'unknown') return left;
  if (right.kind === 'failure' || right.kind === 'unknown') return right;
  if (isNumber(left) && isNumber(right)) return sameNumber(left, right);
  if (left.kind !== right.kind) return looseness(left) ?? looseness(right) ?? false;
  switch (left.kind) {
    case 'null':
      return true;
    case 'boolean':
      return right.kind === 'boolean' && left.value === right.value;
    case 'string':
      return right.kind === 'string' && left.text === right.text;
    case 'path':
      return right.kind === 'path' && left.path === right.path;
    case 'list':
      return right.kind === 'list' ? sameLists(machine, left, right) : false;
    case 'attrs':
      return right.kind === 'attrs' ? sameSets(machine, left, right) : false;
    default:
      return false;
  }
}

function looseness(value: Value): Unknown | undefined {
  return value.kind === 'list' || value.kind === 'attrs' ? value.loose : undefined;
}

type NumberValue = Extract<Value, { kind: 'integer' | 'float' }>;

function isNumber(value: Value): value is NumberValue {
  return value.kind === 'integer' || value.kind === 'float';
}

/** Nix compares an integer with a float as floats. */
function sameNumber(left: NumberValue, right: NumberValue): boolean {
  if (left.kind === 'float' || right.kind === 'float') return Number(left.value) === Number(right.value);
  return BigInt(left.value) === BigInt(right.value);
}

/** Values that are one and the same thunk are equal, functions included. */
function sameThunk(machine: Machine, left: Thunk, right: Thunk): Answer {
  const value = left.force();
  if (left === right && value.kind !== 'unknown') return value.kind === 'failure' ? value : true;
  return sameValue(machine, value, right.force());
}

function sameLists(machine: Machine, left: ListValue, right: ListValue): Answer {
  const open = firstDoubt(left.items) ?? firstDoubt(right.items);
  if (open !== undefined) return open;
  if (left.items.length !== right.items.length) return false;
  return sameAll(
    left.items.map((item, index) => () => {
      const other = right.items[index];
      return item.kind === 'item' && other?.kind === 'item' ? sameThunk(machine, item.thunk, other.thunk) : false;
    }),
  );
}

function firstDoubt(items: readonly ListItem[]): Unknown | undefined {
  for (const item of items) {
    const doubt = item.kind === 'gap' ? item.unknown : item.maybe;
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** False as soon as something differs; a failure counts if nothing unknown was met before it. */
function sameAll(comparisons: readonly (() => Answer)[]): Answer {
  let open: Unknown | undefined;
  for (const compare of comparisons) {
    const answer = compare();
    if (answer === false) return false;
    if (answer === true) continue;
    if (answer.kind === 'failure') return open ?? answer;
    open ??= answer;
  }
  return open ?? true;
}

function sameSets(machine: Machine, left: AttrsValue, right: AttrsValue): Answer {
  if (left === right) return left.rest ?? true;
  const derivations = sameDerivations(machine, left, right);
  if (derivations !== undefined) return derivations;
  let open = left.rest ?? right.rest;
  for (const [name, attr] of [...left.entries, ...right.entries]) {
    const other = left.entries.get(name) === attr ? right : left;
    if (attr.maybe !== undefined) open ??= attr.maybe;
    else if (!other.entries.has(name) && other.rest === undefined) return false;
  }
  const names = [...left.entries.keys()].filter((name) => right.entries.has(name)).sort(compareText);
  let failed: Failure | undefined;
  for (const name of names) {
    const a = left.entries.get(name);
    const b = right.entries.get(name);
    if (a === undefined || b === undefined) continue;
    const answer = sameThunk(machine, a.thunk, b.thunk);
    const doubt = a.maybe ?? b.maybe;
    if (answer === true) continue;
    // In which order real Nix looks is not known: a difference and a failure may both come first.
    if (answer === false) return doubt ?? (failed === undefined ? false : unknown(failed.message, failed.site));
    if (answer.kind === 'failure') failed ??= answer;
    else open ??= answer;
  }
  return open ?? failed ?? true;
}

/** Two derivations are equal if their `outPath` is. */
function sameDerivations(machine: Machine, left: AttrsValue, right: AttrsValue): Answer | undefined {
  const a = left.entries.get('outPath');
  const b = right.entries.get('outPath');
  if (a === undefined || b === undefined || !isDerivation(left) || !isDerivation(right)) return undefined;
  return sameThunk(machine, a.thunk, b.thunk);
}

function isDerivation(value: AttrsValue): boolean {
  const type = value.entries.get('type')?.thunk.force();
  return type?.kind === 'string' && type.text === 'derivation';
}

/** `a < b`: numbers, strings, paths and lists of such. */
export function lessThan(machine: Machine, left: Value, right: Value, site?: Site): Value {
  if (left.kind === 'failure' || left.kind === 'unknown') return left;
  if (right.kind === 'failure' || right.kind === 'unknown') return right;
  if (isNumber(left) && isNumber(right)) return boolean(lessNumber(left, right), site);
  if (left.kind === 'string' && right.kind === 'string') return boolean(compareText(left.text, right.text) < 0, site);
  if (left.kind === 'path' && right.kind === 'path') return boolean(compareText(left.path, right.path) < 0, site);
  if (left.kind === 'list' && right.kind === 'list') return listLess(machine, left, right, site);
  return looseness(left) ?? looseness(right) ?? failure('type', `cannot compare ${left.kind} with ${right.kind}`, site);
}

function lessNumber(left: NumberValue, right: NumberValue): boolean {
  return left.kind === 'float' || right.kind === 'float'
    ? Number(left.value) < Number(right.value)
    : left.value < right.value;
}

function listLess(machine: Machine, left: ListValue, right: ListValue, site?: Site): Value {
  for (let index = 0; ; index++) {
    const b = right.items[index];
    if (b === undefined) return boolean(false, site);
    const a = left.items[index];
    if (a === undefined) return boolean(true, site);
    const doubt = firstDoubt([a, b]);
    if (doubt !== undefined || a.kind === 'gap' || b.kind === 'gap') return doubt ?? boolean(false, site);
    const same = sameThunk(machine, a.thunk, b.thunk);
    if (same === true) continue;
    if (same !== false) return same;
    return lessThan(machine, a.thunk.force(), b.thunk.force(), site);
  }
}
