import { type OptionType, pathForm } from '../eval/optionType.ts';
import type { Value } from '../eval/value.ts';
import { equalValues } from './equal.ts';

/**
 * Whether a value's head fits the type, as `type.check` of nixpkgs (elements are checked when they merge). Undefined
 * where the value or the type is too little known to say.
 */
export function fits(type: OptionType, value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'failure') return undefined;
  switch (type.name) {
    case 'listOf':
      if (value.kind === 'list' && type.nonEmpty && value.items.length === 0) return false;
      return value.kind === 'list';
    case 'attrsOf':
    case 'lazyAttrsOf':
    case 'attrTag':
      return value.kind === 'attrs';
    case 'submodule':
    case 'deferredModule':
      return value.kind === 'attrs' || value.kind === 'function' || isAbsolutePath(value);
    case 'nullOr':
      return value.kind === 'null' ? true : fits(type.element, value);
    case 'either':
      return fitsOne([type.left, type.right], value);
    case 'oneOf':
      return fitsOne(type.alternatives, value);
    case 'enum':
      return isChoice(type.values.force(), value);
    case 'coercedTo':
      return fitsCoerced(type.from, type.to, value);
    case 'functionTo':
      return value.kind === 'function';
    case 'unique':
      return fits(type.element, value);
    case 'addCheck':
      return fitsChecked(fits(type.element, value), type.check.force(), value);
    case 'separatedString':
      return value.kind === 'string';
    case 'strMatching':
      return value.kind === 'string' ? isMatch(type.match.apply({ force: () => value })) : false;
    case 'intBetween':
      return value.kind === 'integer' && inRange(Number(value.value), type);
    case 'numberBetween':
      return (value.kind === 'integer' || value.kind === 'float') && inRange(Number(value.value), type);
    case 'pathInStore':
    case 'externalPath':
    case 'pathWith':
      return fitsPath(type, value);
    case 'custom':
      return type.check === undefined ? true : asBoolean(type.check.apply({ force: () => value }));
    case 'unknown':
      return undefined;
    default:
      return fitsPlain(type.name, value);
  }
}

/** Whether a single definition of the type is the value itself. */
export function isPlain(type: OptionType): boolean {
  switch (type.name) {
    case 'str':
    case 'path':
    case 'bool':
    case 'int':
    case 'package':
    case 'raw':
    case 'unspecified':
    case 'enum':
    case 'nonEmptyStr':
    case 'passwdEntry':
    case 'separatedString':
    case 'intBetween':
      return true;
    case 'nullOr':
    case 'unique':
      return isPlain(type.element);
    default:
      return false;
  }
}

function fitsPlain(name: string, value: Value): boolean | undefined {
  switch (name) {
    case 'str':
    case 'singleLineStr':
      return value.kind === 'string';
    case 'nonEmptyStr':
      return value.kind === 'string' && /[^ \t\n]/.test(value.text);
    case 'passwdEntry':
      return value.kind === 'string' && !/[:\n]/.test(value.text);
    case 'bool':
    case 'boolByOr':
      return value.kind === 'boolean';
    case 'int':
      return value.kind === 'integer';
    case 'float':
      return value.kind === 'float';
    case 'number':
      return value.kind === 'float' || value.kind === 'integer';
    case 'path':
      return isAbsolutePath(value);
    case 'attrs':
    case 'pkgs':
    case 'fileset':
      return value.kind === 'attrs';
    case 'optionType':
    case 'package':
    case 'shellPackage':
      return undefined;
    default:
      return true;
  }
}

/** Whether `builtins.match` found something: it gives null, or the groups. */
function isMatch(found: Value): boolean | undefined {
  return found.kind === 'list' ? true : found.kind === 'null' ? false : undefined;
}

function isAbsolutePath(value: Value): boolean | undefined {
  if (value.kind === 'path') return true;
  if (value.kind === 'string') return value.text.startsWith('/');
  if (value.kind !== 'attrs') return false;
  if (value.entries.has('outPath') || value.entries.has('__toString')) return true;
  return value.rest === undefined ? false : undefined;
}

/** A path that is no string is absolute, and copied to the store when it is used. */
function fitsPath(type: OptionType, value: Value): boolean | undefined {
  const form = pathForm(type);
  if (form === undefined) return undefined;
  const { absolute, inStore } = form;
  if (value.kind !== 'string') {
    if (inStore === false || absolute === false) return false;
    return isAbsolutePath(value) && inStore ? undefined : isAbsolutePath(value);
  }
  if (absolute !== undefined && value.text.startsWith('/') !== absolute) return false;
  // What lies there without a hash in its name is not of the store.
  const isBelow = value.text.startsWith('/nix/store/');
  return inStore !== undefined && isBelow ? undefined : inStore !== true;
}

function inRange(
  value: number,
  range: { low: number | undefined; high: number | undefined; above?: boolean | undefined },
): boolean {
  if (range.low !== undefined && (range.above === true ? value <= range.low : value < range.low)) return false;
  return range.high === undefined || value <= range.high;
}

function fitsOne(types: readonly OptionType[], value: Value): boolean | undefined {
  let result: boolean | undefined = false;
  for (const type of types) {
    const fit = fits(type, value);
    if (fit === true) return true;
    if (fit === undefined) result = undefined;
  }
  return result;
}

function isChoice(choices: Value, value: Value): boolean | undefined {
  if (choices.kind !== 'list') return undefined;
  let result: boolean | undefined = false;
  for (const item of choices.items) {
    const equal = item.kind === 'gap' ? undefined : equalValues(item.thunk.force(), value);
    if (equal === true) return true;
    if (equal === undefined) result = undefined;
  }
  return result;
}

/** The coercion itself is only tried when definitions merge: a definition of the first type is taken to fit. */
function fitsCoerced(from: OptionType, to: OptionType, value: Value): boolean | undefined {
  return fitsOne([from, to], value);
}

function fitsChecked(base: boolean | undefined, check: Value, value: Value): boolean | undefined {
  if (base === false) return false;
  const more = check.kind === 'function' ? asBoolean(check.apply({ force: () => value })) : undefined;
  return more === false ? false : base === true && more === true ? true : undefined;
}

function asBoolean(value: Value): boolean | undefined {
  return value.kind === 'boolean' ? value.value : undefined;
}
