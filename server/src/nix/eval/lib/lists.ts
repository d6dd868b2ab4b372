import { doubt, doubtOf, isLikeNothing, itemAt, keep, test } from '../builtins/lists.ts';
import { sameValue } from '../equality.ts';
import { maybeItem, withoutPlace } from '../join.ts';
import { delay, delayCall, type Machine, siteOf, spend, tooLong } from '../machine.ts';
import { type Call, integerArgument, isRefusal, listArgument, type NativeTable } from '../native.ts';
import { type ListItem, type ListValue, ready, type Thunk, type Unknown, type Value } from '../value.ts';
import { failure, integer, list } from '../values.ts';

/** `lib.lists` where items have to keep their site and their doubt. */
export const libLists: NativeTable = {
  flatten: (call, x) => flatten(call, x),
  unique(call, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? list(uniqueItems(call.machine, values.items), call.site ?? values.site) : values;
  },
  imap0: (call, f, xs) => indexed(call, f, xs, 0),
  imap1: (call, f, xs) => indexed(call, f, xs, 1),
  remove(call, x, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const kept = keep(call, values.items, (thunk) => {
      const same = sameValue(call.machine, thunk.force(), x.force());
      return typeof same === 'boolean' ? !same : same;
    });
    return Array.isArray(kept) ? list(kept, call.site ?? values.site) : kept;
  },
  findFirst(call, predicate, fallback, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    for (const item of values.items) {
      const reason = doubtOf(item);
      if (item.kind === 'gap' || reason !== undefined) return reason ?? fallback.force();
      const answer = test(call, predicate, item.thunk);
      if (answer === true) return item.thunk.force();
      if (answer !== false) return answer;
    }
    return fallback.force();
  },
  last(call, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const item = values.items.at(-1);
    if (item === undefined) return failure('throw', 'lists.last: list must not be empty!', call.site);
    return doubtOf(item) ?? itemAt(call, list([item]), 0);
  },
  init(call, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const item = values.items.at(-1);
    if (item === undefined) return failure('throw', 'lists.init: list must not be empty!', call.site);
    return doubtOf(item) ?? list(values.items.slice(0, -1), call.site ?? values.site);
  },
  take: (call, n, xs) => sublist(call, ready(integer(0)), n, xs),
  drop: (call, n, xs) => sublist(call, n, ready(integer(Number.MAX_SAFE_INTEGER)), xs),
  sublist: (call, start, count, xs) => sublist(call, start, count, xs),
  reverseList(call, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? list([...values.items].reverse(), call.site ?? values.site) : values;
  },
  foldr(call, f, start, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? foldRight(call, f, start, values) : values;
  },
  optional(call, condition, x) {
    const answer = condition.force();
    const item: ListItem = { kind: 'item', thunk: x, site: siteOf(x) };
    if (answer.kind === 'boolean') return list(answer.value ? [item] : [], call.site);
    if (answer.kind === 'unknown') return list([maybeItem(item, withoutPlace(answer))], call.site);
    return isRefusal(answer) ? answer : failure('type', 'value is not a Boolean', call.site);
  },
};

function flatten(call: Call, x: Thunk): Value {
  const value = x.force();
  if (isRefusal(value)) return value;
  if (value.kind !== 'list') return list([{ kind: 'item', thunk: x, site: value.site }], call.site);
  const items: ListItem[] = [];
  for (const item of value.items) {
    if (item.kind === 'gap') {
      if (!isLikeNothing(call, item)) items.push({ kind: 'gap', unknown: item.unknown });
      continue;
    }
    const inner = item.thunk.force();
    if (inner.kind === 'failure') {
      if (item.maybe === undefined) return inner;
    } else if (inner.kind === 'unknown') items.push({ kind: 'gap', unknown: inner });
    else if (inner.kind !== 'list') items.push(item);
    else {
      const flat = flatten(call, item.thunk);
      if (flat.kind !== 'list') return flat;
      if (!spend(call.machine, flat.items.length)) return tooLong;
      const { maybe } = item;
      for (const each of flat.items) items.push(maybe === undefined ? each : maybeItem(each, maybe));
    }
  }
  return list(items, call.site ?? value.site);
}

/** The first of equal items; one of which it is unknown whether it is equal to another stays as maybe. */
function uniqueItems(machine: Machine, items: readonly ListItem[]): ListItem[] {
  const kept: ListItem[] = [];
  const texts = new Set<string>();
  let onlyTexts = true;
  for (const item of items) {
    if (item.kind === 'gap') {
      onlyTexts = false;
      kept.push(item);
      continue;
    }
    const value = item.thunk.force();
    const text = value.kind === 'string' && item.maybe === undefined ? value.text : undefined;
    if (text === undefined) onlyTexts = false;
    else if (texts.has(text)) continue;
    else texts.add(text);
    if (onlyTexts) {
      kept.push(item);
      continue;
    }
    let open: Unknown | undefined;
    let known = false;
    for (const other of kept) {
      if (other.kind === 'gap') {
        open ??= withoutPlace(other.unknown);
        continue;
      }
      const same = sameValue(machine, other.thunk.force(), value);
      if (same === true && other.maybe === undefined) known = true;
      else if (same === true) open ??= other.maybe;
      else if (same !== false && same.kind === 'unknown') open ??= withoutPlace(same);
    }
    if (!known) kept.push(open === undefined ? item : maybeItem(item, open));
  }
  return kept;
}

function indexed(call: Call, f: Thunk, xs: Thunk, start: number): Value {
  const values = listArgument(call, xs);
  if (values.kind !== 'list') return values;
  let open: Unknown | undefined;
  const items = values.items.map((item, index): ListItem => {
    const position: Value = open ?? integer(index + start);
    open ??= doubtOf(item);
    return item.kind === 'gap' ? item : { ...item, thunk: delayCall(call.machine, f, ready(position), item.thunk) };
  });
  return list(items, call.site ?? values.site);
}

function sublist(call: Call, start: Thunk, count: Thunk, xs: Thunk): Value {
  const from = integerArgument(call, start);
  if (from.kind !== 'integer') return from;
  const length = integerArgument(call, count);
  if (length.kind !== 'integer') return length;
  const values = listArgument(call, xs);
  if (values.kind !== 'list') return values;
  const first = Number(from.value);
  if (first < 0) return failure('other', 'a sublist cannot start before the list', call.site);
  const end = Number(length.value) < 0 ? first : Math.min(values.items.length, first + Number(length.value));
  const before = doubt(list(values.items.slice(0, Math.max(first, end === values.items.length ? first : end))));
  return before ?? list(values.items.slice(first, end), call.site ?? values.site);
}

function foldRight(call: Call, f: Thunk, start: Thunk, values: ListValue): Value {
  const open = doubt(values);
  if (open !== undefined) return open;
  const from = (index: number): Value => {
    const item = values.items[index];
    if (item?.kind !== 'item') return start.force();
    return call.machine.apply(f.force(), [item.thunk, delay(call.machine, () => from(index + 1))], call.site);
  };
  return from(0);
}
