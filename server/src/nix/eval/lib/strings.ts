import { subpathInStore } from '../files.ts';
import { type Call, type NativeTable, type Refusal, stringArgument } from '../native.ts';
import { baseName } from '../paths.ts';
import { coerce, interpolating, sliceString } from '../text.ts';
import type { StringValue, Thunk, Value } from '../value.ts';
import { boolean } from '../values.ts';

/** `lib.strings` where the parts of a string have to keep their site, or that are asked for often. */
export const libStrings: NativeTable = {
  hasPrefix: (call, prefix, text) =>
    compare(call, prefix, text, (a, b) => boolean(b.text.startsWith(a.text), call.site)),
  hasSuffix(call, suffix, text) {
    const end = textOf(call, suffix);
    const known = end.kind === 'string' ? endsInStore(text.force(), end.text) : undefined;
    if (known !== undefined) return boolean(known, call.site);
    return compare(call, suffix, text, (a, b) => boolean(b.text.endsWith(a.text), call.site));
  },
  hasInfix: (call, infix, text) => compare(call, infix, text, (a, b) => boolean(b.text.includes(a.text), call.site)),
  removePrefix: (call, prefix, text) =>
    compare(call, prefix, text, (a, b) =>
      b.text.startsWith(a.text) ? sliceString(b, a.text.length, b.text.length) : b,
    ),
  removeSuffix: (call, suffix, text) =>
    compare(call, suffix, text, (a, b) =>
      b.text.endsWith(a.text) ? sliceString(b, 0, b.text.length - a.text.length) : b,
    ),
  toLower: (call, text) => changed(call, text, (part) => part.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
  toUpper: (call, text) => changed(call, text, (part) => part.replace(/[a-z]/g, (letter) => letter.toUpperCase())),
};

/**
 * Whether a path in the store ends so, one of the workspace being copied there: the part below the store's own folder is
 * known, and the name behind the hash. Undefined for all other values.
 */
function endsInStore(value: Value, suffix: string): boolean | undefined {
  const end = value.kind === 'path' ? `-${baseName(value.path)}` : subpathInStore(value);
  if (end?.endsWith(suffix) === true) return true;
  return end !== undefined && suffix.length <= end.length ? false : undefined;
}

function compare(
  call: Call,
  part: Thunk,
  text: Thunk,
  compute: (part: StringValue, text: StringValue) => Value,
): Value {
  const left = textOf(call, part);
  if (left.kind !== 'string') return left;
  const right = textOf(call, text);
  return right.kind === 'string' ? compute(left, right) : right;
}

function textOf(call: Call, argument: Thunk): StringValue | Refusal {
  return coerce(call.machine, argument.force(), interpolating, call.site);
}

/** The string with its letters changed one by one: parts keep their places. */
function changed(call: Call, text: Thunk, change: (text: string) => string): Value {
  const value = stringArgument(call, text);
  if (value.kind !== 'string') return value;
  const result = change(value.text);
  return result === value.text ? value : { ...value, text: result };
}
