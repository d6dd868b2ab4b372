import { subpathInStore } from '../files.ts';
import {
  type Call,
  integerArgument,
  isRefusal,
  listArgument,
  type NativeTable,
  type Refusal,
  stringArgument,
} from '../native.ts';
import { normalize } from '../paths.ts';
import {
  appending,
  assemble,
  coerce,
  concatenateStrings,
  interpolating,
  sliceString,
  stringifying,
  weighed,
} from '../text.ts';
import { fromBytes, isAscii, toBytes } from '../utf8.ts';
import { type ListItem, type StringValue, type Thunk, type Unknown, unknown, type Value } from '../value.ts';
import { attrsOf, because, boolean, failure, integer, string, typeFailure } from '../values.ts';
import { doubt, doubtOf } from './lists.ts';

/** Strings. Nix counts bytes of UTF-8. */
export const stringBuiltins: NativeTable = {
  toString: (call: Call, x: Thunk) => coerce(call.machine, x.force(), stringifying, call.site),
  stringLength(call, text) {
    const value = coerce(call.machine, text.force(), interpolating, call.site);
    return value.kind === 'string' ? integer(toBytes(value.text).length, call.site) : value;
  },
  substring(call, start, length, text) {
    const from = integerArgument(call, start);
    if (from.kind !== 'integer') return from;
    const count = integerArgument(call, length);
    if (count.kind !== 'integer') return count;
    if (from.value < 0) return failure('other', "negative start position in 'substring'", call.site);
    const value = coerce(call.machine, text.force(), interpolating, call.site);
    if (value.kind !== 'string') return value;
    return substring(call, value, Number(from.value), count.value < 0 ? Number.POSITIVE_INFINITY : Number(count.value));
  },
  concatStringsSep(call, separator, xs) {
    const between = stringArgument(call, separator);
    if (between.kind !== 'string') return between;
    const values = listArgument(call, xs);
    return values.kind === 'list' ? joinStrings(call, values.items, between) : values;
  },
  replaceStrings(call, from, to, text) {
    const wanted = listArgument(call, from);
    if (wanted.kind !== 'list') return wanted;
    const instead = listArgument(call, to);
    if (instead.kind !== 'list') return instead;
    const open = doubt(wanted) ?? doubt(instead);
    if (open !== undefined) return open;
    if (wanted.items.length !== instead.items.length) {
      return failure('other', "'from' and 'to' arguments to 'replaceStrings' have different lengths", call.site);
    }
    return replace(call, wanted.items, instead.items, text);
  },
  baseNameOf(call, path) {
    const given = path.force();
    const inStore = subpathInStore(given)?.match(/\/([^/]+)$/)?.[1];
    if (inStore !== undefined) return { kind: 'string', text: inStore, site: given.site ?? call.site };
    const value = coerce(call.machine, given, appending, call.site);
    if (value.kind !== 'string') return value;
    const end = value.text.endsWith('/') ? value.text.length - 1 : value.text.length;
    // What a doubled slash at the end means changed between versions.
    if (value.text.endsWith('//')) return unknown('the last component of a path that ends in two slashes', call.site);
    return sliceString(value, value.text.lastIndexOf('/', end - 1) + 1, end, value.site ?? call.site);
  },
  dirOf(call, path) {
    const given = path.force();
    if (given.kind === 'path')
      return {
        kind: 'path',
        path: normalize(given.path.slice(0, Math.max(1, given.path.lastIndexOf('/')))),
        site: given.site,
      };
    const value = coerce(call.machine, given, appending, call.site);
    if (value.kind !== 'string') return value;
    const slash = value.text.lastIndexOf('/');
    if (slash < 0) return string('.', call.site);
    return slash === 0 ? string('/', call.site) : sliceString(value, 0, slash, value.site ?? call.site);
  },
  toPath(call, path) {
    const value = coerce(call.machine, path.force(), appending, call.site);
    if (value.kind !== 'string') return value;
    if (!value.text.startsWith('/'))
      return failure('other', `string '${value.text}' doesn't represent an absolute path`, call.site);
    const normal = normalize(value.text);
    return normal === value.text ? value : string(normal, value.site);
  },
  hasContext(call, text) {
    const value = stringArgument(call, text);
    return value.kind === 'string' ? boolean(false, call.site) : value;
  },
  getContext(call, text) {
    const value = stringArgument(call, text);
    return value.kind === 'string' ? attrsOf({}, call.site) : value;
  },
  appendContext(call, text, context) {
    const value = stringArgument(call, text);
    if (value.kind !== 'string') return value;
    const added = context.force();
    if (added.kind === 'attrs' && added.entries.size === 0 && added.rest === undefined) return value;
    return isRefusal(added) ? added : unknown('the context of a string is not followed', call.site);
  },
  unsafeDiscardStringContext: (call, text) => coerce(call.machine, text.force(), interpolating, call.site),
  unsafeDiscardOutputDependency: (call, text) => coerce(call.machine, text.force(), interpolating, call.site),
  addDrvOutputDependencies: (call, text) => coerce(call.machine, text.force(), interpolating, call.site),
};

/** A part of a string, counted in bytes. */
export function substring(call: Call, value: StringValue, start: number, count: number): Value {
  if (isAscii(value.text))
    return sliceString(value, start, Math.min(value.text.length, start + count), value.site ?? call.site);
  const bytes = toBytes(value.text);
  const before = fromBytes(bytes.slice(0, start));
  const part = fromBytes(bytes.slice(start, start + count));
  if (before === undefined || part === undefined) return unknown('a character is cut in two', call.site);
  return sliceString(value, before.length, before.length + part.length, value.site ?? call.site);
}

/** The strings of a list with a separator between them. */
export function joinStrings(call: Call, items: readonly ListItem[], between: StringValue): StringValue | Refusal {
  const parts: (StringValue | Unknown)[] = [];
  let open: Unknown | undefined;
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(between);
    open ??= doubtOf(item);
    if (item.kind === 'gap') continue;
    const part = coerce(call.machine, item.thunk.force(), interpolating, call.site);
    if (part.kind === 'failure') {
      if (open !== undefined) return open;
      return part;
    }
    if (part.kind === 'unknown') parts.push(part);
    else parts.push(part.site === undefined && part.pieces === undefined ? { ...part, site: item.site } : part);
  }
  return open ?? weighed(call.machine, assemble(parts, call.site));
}

function replace(call: Call, wanted: readonly ListItem[], instead: readonly ListItem[], text: Thunk): Value {
  const patterns: StringValue[] = [];
  for (const item of wanted) {
    const value = item.kind === 'gap' ? item.unknown : item.thunk.force();
    if (value.kind !== 'string') return isRefusal(value) ? value : typeFailure('a string', value, call.site);
    patterns.push(value);
  }
  const replacements = instead.map((item) => (item.kind === 'gap' ? item.unknown : item.thunk.force()));
  const value = stringArgument(call, text);
  if (value.kind !== 'string') return value;
  const matches = findMatches(value.text, patterns);
  // Since 2.19 only what is used has to be a string.
  const bad = replacements.find(
    (replacement, index) => replacement.kind !== 'string' && !matches.some((match) => match.pattern === index),
  );
  if (bad !== undefined && bad.kind !== 'unknown')
    return unknown('whether a replacement that is no string fails depends on the version of Nix', call.site);
  if (!isAscii(value.text) && patterns.some((pattern) => pattern.text === ''))
    return unknown('characters are cut in two', call.site);
  const parts: (StringValue | Unknown)[] = [];
  let last = 0;
  for (const { start, end, pattern } of matches) {
    if (start > last) parts.push(sliceString(value, last, start));
    const replacement = replacements[pattern] ?? string('');
    if (replacement.kind !== 'string' && replacement.kind !== 'unknown') {
      return replacement.kind === 'failure' ? replacement : typeFailure('a string', replacement, call.site);
    }
    parts.push(replacement);
    last = end;
  }
  if (matches.length === 0) return value;
  if (last < value.text.length) parts.push(sliceString(value, last, value.text.length));
  const open = parts.find((part) => part.kind === 'unknown');
  if (open !== undefined) return because(open, call.site);
  return concatenateStrings(
    parts.filter((part) => part.kind === 'string'),
    value.site ?? call.site,
  );
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly pattern: number;
}

/** Where patterns match, the first of them that does at each place; an empty one matches before each character and at the end. */
function findMatches(text: string, patterns: readonly StringValue[]): Match[] {
  const matches: Match[] = [];
  for (let at = 0; at <= text.length; ) {
    const pattern = patterns.findIndex((candidate) => text.startsWith(candidate.text, at));
    const length = patterns[pattern]?.text.length ?? 0;
    if (pattern >= 0) matches.push({ start: at, end: at + length, pattern });
    at += Math.max(length, 1);
  }
  return matches;
}
