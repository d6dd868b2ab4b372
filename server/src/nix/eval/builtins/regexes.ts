import { type Call, type NativeTable, stringArgument } from '../native.ts';
import { type Compiled, compile } from '../regex/pattern.ts';
import { type Found, matchAll, matchWhole } from '../regex/search.ts';
import { sliceString } from '../text.ts';
import { fromBytes, toBytes } from '../utf8.ts';
import { type ListItem, ready, type StringValue, type Thunk, unknown, type Value } from '../value.ts';
import { failure, item, list, nullValue } from '../values.ts';

/** Regular expressions. */
export const regexBuiltins: NativeTable = {
  match: (call, pattern, text) =>
    withPattern(call, pattern, text, (compiled, value, bytes, budget) => {
      const found = matchWhole(compiled, bytes, budget);
      return found === undefined ? nullValue(call.site) : groupsOf(call, found, value, bytes);
    }),
  split: (call, pattern, text) =>
    withPattern(call, pattern, text, (compiled, value, bytes, budget) => {
      const items: ListItem[] = [];
      let last = 0;
      const push = (part: Value) => items.push(item(ready(part), part.site));
      for (const found of matchAll(compiled, bytes, budget)) {
        push(slice(value, bytes, last, found.start));
        push(groupsOf(call, found, value, bytes));
        last = found.end;
      }
      if (last === 0 && items.length === 0) push(value);
      else push(slice(value, bytes, last, bytes.length));
      return list(items, call.site);
    }),
};

type Usable = Extract<Compiled, { kind: 'pattern' }>;
type Use = (compiled: Usable, value: StringValue, bytes: string, budget: () => void) => Value;

function withPattern(call: Call, pattern: Thunk, text: Thunk, use: Use): Value {
  const source = stringArgument(call, pattern);
  if (source.kind !== 'string') return source;
  const value = stringArgument(call, text);
  const compiled = compile(toBytes(source.text));
  if (compiled.kind === 'invalid') return failure('other', `invalid regular expression '${source.text}'`, call.site);
  if (value.kind !== 'string') return value;
  if (compiled.kind === 'unsure') return unknown('a regular expression is too large', call.site);
  let steps = 100_000;
  const { machine } = call;
  try {
    return use(compiled, value, toBytes(value.text), () => {
      if (steps-- <= 0 || machine.fuel-- <= 0) throw exhausted;
    });
  } catch (error) {
    if (error === exhausted) return unknown('matching a regular expression took too long', call.site);
    throw error;
  }
}

const exhausted = Symbol('matching took too long');

function groupsOf(call: Call, found: Found, value: StringValue, bytes: string): Value {
  const items = found.groups.map((group): ListItem => {
    const part = group === undefined ? nullValue() : slice(value, bytes, group[0], group[1]);
    return item(ready(part), part.site);
  });
  return list(items, call.site);
}

/** A part of a text by offsets into its bytes. */
function slice(value: StringValue, bytes: string, start: number, end: number): Value {
  if (bytes.length === value.text.length) return sliceString(value, start, end);
  const before = fromBytes(bytes.slice(0, start));
  const part = fromBytes(bytes.slice(start, end));
  if (before === undefined || part === undefined) return unknown('a character is cut in two', value.site);
  return sliceString(value, before.length, before.length + part.length);
}
