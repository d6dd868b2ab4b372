import { sameValue } from '../equality.ts';
import { join, maybeItem, weaken, withoutPlace } from '../join.ts';
import { delayCall, speculate, spend, tooLong } from '../machine.ts';
import { type Call, integerArgument, isRefusal, listArgument, type NativeTable, type Refusal } from '../native.ts';
import {
  type Attr,
  type Gap,
  type ListItem,
  type ListValue,
  ready,
  type Thunk,
  type Unknown,
  type Value,
} from '../value.ts';
import { attrs, attrsOf, boolean, failure, integer, list, string, typeFailure } from '../values.ts';

/** Lists. Items keep their site and their doubt; what depends on how many items there are is unknown where that is. */
export const listBuiltins: NativeTable = {
  map(call, f, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? mapItems(call, values, (thunk) => delayCall(call.machine, f, thunk)) : values;
  },
  filter(call, f, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const kept = keep(call, values.items, (thunk) => test(call, f, thunk));
    return Array.isArray(kept) ? list(kept, call.site ?? values.site) : kept;
  },
  length(call, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    return doubt(values) ?? integer(values.items.length, call.site);
  },
  head(call, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? itemAt(call, values, 0) : values;
  },
  tail(call, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const [first, ...rest] = values.items;
    if (first === undefined) return failure('type', "'tail' called on an empty list", call.site);
    return doubtOf(first) ?? list(rest, call.site ?? values.site);
  },
  elemAt(call, xs, n) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const index = integerArgument(call, n);
    if (index.kind !== 'integer') return index;
    // Older versions look at 32 bits of the index only.
    if (Math.abs(Number(index.value)) >= 2 ** 31)
      return { kind: 'unknown', reason: 'a list index of more than 32 bits' };
    return itemAt(call, values, Number(index.value));
  },
  elem(call, x, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    return anyItem(call, values, (thunk) => {
      const same = thunk === x ? isSelf(thunk) : sameValue(call.machine, x.force(), thunk.force());
      return same;
    });
  },
  any(call, f, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? anyItem(call, values, (thunk) => test(call, f, thunk)) : values;
  },
  all(call, f, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const some = anyItem(call, values, (thunk) => {
      const answer = test(call, f, thunk);
      return typeof answer === 'boolean' ? !answer : answer;
    });
    return some.kind === 'boolean' ? boolean(!some.value, call.site) : some;
  },
  concatLists(call, xs) {
    const lists = listArgument(call, xs);
    return lists.kind === 'list' ? flattenItems(call, lists.items, lists.site) : lists;
  },
  concatMap(call, f, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const mapped = mapItems(call, values, (thunk) => delayCall(call.machine, f, thunk));
    return flattenItems(call, mapped.items, values.site);
  },
  "foldl'"(call, f, start, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? fold(call, f, start, values.items) : values;
  },
  genList(call, f, n) {
    const count = integerArgument(call, n);
    if (count.kind !== 'integer') return count;
    const length = Number(count.value);
    if (length < 0) return failure('other', `cannot create list of size ${length}`, call.site);
    if (length > 100_000 || length > call.machine.fuel)
      return { kind: 'unknown', reason: `a list of ${length} items is too long` };
    call.machine.fuel -= length;
    const items = Array.from(
      { length },
      (_, index): ListItem => ({ kind: 'item', thunk: delayCall(call.machine, f, ready(integer(index))) }),
    );
    return list(items, call.site);
  },
  partition(call, f, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const right = keep(call, values.items, (thunk) => test(call, f, thunk));
    if (!Array.isArray(right)) return right;
    const wrong = keep(call, values.items, (thunk) => {
      const answer = test(call, f, thunk);
      return typeof answer === 'boolean' ? !answer : answer;
    });
    if (!Array.isArray(wrong)) return wrong;
    return attrsOf({ right: list(right, call.site), wrong: list(wrong, call.site) }, call.site);
  },
  groupBy(call, f, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? groupItems(call, f, values) : values;
  },
};

/** The list with each item's thunk replaced; sites and doubts stay. */
export function mapItems(call: Call, values: ListValue, change: (thunk: Thunk, index: number) => Thunk): ListValue {
  const items = values.items.map((item, index): ListItem => {
    if (item.kind === 'item') return { ...item, thunk: change(item.thunk, index) };
    return item.like === undefined ? item : { ...item, like: change(item.like, index) };
  });
  return list(items, call.site ?? values.site);
}

/** Why the number of items is unknown, if it is. */
export function doubt(values: ListValue): Unknown | undefined {
  for (const item of values.items) {
    const reason = doubtOf(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Why it is unknown whether the item is there. */
export function doubtOf(item: ListItem): Unknown | undefined {
  return item.kind === 'gap' ? withoutPlace(item.unknown) : item.maybe;
}

/** The value at an index; unknown if the items before it are in doubt. */
export function itemAt(call: Call, values: ListValue, index: number): Value {
  for (let at = 0; at <= index; at++) {
    const item = values.items[at];
    if (item === undefined || index < 0) break;
    const reason = doubtOf(item);
    if (reason !== undefined) return reason;
    if (at === index && item.kind === 'item') return item.thunk.force();
  }
  return failure('other', `list index ${index} is out of bounds`, call.site);
}

type Answer = boolean | Refusal;

/** What a predicate in Nix says of a value. */
export function test(call: Call, predicate: Thunk, thunk: Thunk): Answer {
  const answer = call.machine.apply(predicate.force(), [thunk], call.site);
  if (answer.kind === 'boolean') return answer.value;
  return isRefusal(answer) ? answer : typeFailure('a Boolean', answer, call.site);
}

/** The items a predicate holds for; where that is unknown they stay as maybe. */
export function keep(call: Call, items: readonly ListItem[], holds: (thunk: Thunk) => Answer): ListItem[] | Refusal {
  const kept: ListItem[] = [];
  for (const item of items) {
    if (item.kind === 'gap') {
      if (ofOthers(call, item, holds) !== false) kept.push(item);
      continue;
    }
    const answer = item.maybe === undefined ? holds(item.thunk) : speculate(call.machine, () => holds(item.thunk));
    if (answer === true) kept.push(item);
    else if (answer === false) continue;
    else if (answer.kind === 'unknown') kept.push(maybeItem(item, withoutPlace(answer)));
    else if (item.maybe === undefined) return answer;
  }
  return kept;
}

/** What a predicate says of the items a gap stands for, as far as is known of them. */
function ofOthers(call: Call, { like }: Gap, holds: (thunk: Thunk) => Answer): Answer | undefined {
  return like === undefined ? undefined : speculate(call.machine, () => holds(like));
}

/** Whether the items a gap stands for are lists without items. */
export function isLikeNothing(call: Call, { like }: Gap): boolean {
  const value = like === undefined ? undefined : speculate(call.machine, () => like.force());
  return value?.kind === 'list' && value.items.length === 0 && value.loose === undefined;
}

function isSelf(thunk: Thunk): Answer {
  const value = thunk.force();
  if (isRefusal(value)) return value;
  return value.kind !== 'function' && !(value.kind === 'float' && Number.isNaN(value.value));
}

/** Whether a predicate holds for any item, three-valued. */
export function anyItem(call: Call, values: ListValue, holds: (thunk: Thunk) => Answer): Value {
  let open: Unknown | undefined;
  for (const item of values.items) {
    if (item.kind === 'gap') {
      if (ofOthers(call, item, holds) !== false) open ??= withoutPlace(item.unknown);
      continue;
    }
    const answer = holds(item.thunk);
    if (answer === false) continue;
    if (answer === true) {
      if (item.maybe === undefined) return boolean(true, call.site);
      open ??= item.maybe;
    } else if (answer.kind === 'unknown') open ??= withoutPlace(answer);
    else if (item.maybe === undefined) return open ?? answer;
  }
  return open ?? boolean(false, call.site);
}

/** The items of all lists in one; a list that is unknown leaves a gap. */
export function flattenItems(call: Call, lists: readonly ListItem[], site: ListValue['site']): Value {
  const items: ListItem[] = [];
  for (const inner of lists) {
    if (inner.kind === 'gap') {
      if (!isLikeNothing(call, inner)) items.push({ kind: 'gap', unknown: inner.unknown });
      continue;
    }
    const value = inner.thunk.force();
    const { maybe } = inner;
    if (value.kind === 'list' && !spend(call.machine, value.items.length)) return tooLong;
    if (value.kind === 'list')
      for (const item of value.items) items.push(maybe === undefined ? item : maybeItem(item, maybe));
    else if (value.kind === 'unknown') items.push({ kind: 'gap', unknown: value });
    else if (maybe === undefined) return value.kind === 'failure' ? value : typeFailure('a list', value, call.site);
  }
  return list(items, call.site ?? site);
}

function fold(call: Call, f: Thunk, start: Thunk, items: readonly ListItem[]): Value {
  const { machine } = call;
  let result: Thunk = start;
  for (const item of items) {
    if (item.kind === 'gap') {
      result = ready(weaken(machine, result.force(), withoutPlace(item.unknown)));
      continue;
    }
    const next = machine.apply(f.force(), [result, item.thunk], call.site);
    if (next.kind === 'failure' && item.maybe === undefined) return next;
    result = ready(item.maybe === undefined ? next : join(machine, result.force(), next, item.maybe));
  }
  return result.force();
}

function groupItems(call: Call, f: Thunk, values: ListValue): Value {
  const groups = new Map<string, { items: ListItem[]; attr: Attr }>();
  let rest: Unknown | undefined;
  for (const item of values.items) {
    const key = item.kind === 'gap' ? item.unknown : call.machine.apply(f.force(), [item.thunk], call.site);
    if (key.kind === 'unknown') rest ??= withoutPlace(key);
    else if (key.kind === 'failure') return rest ?? key;
    else if (key.kind !== 'string') return rest ?? typeFailure('a string', key, call.site);
    else {
      const group = groups.get(key.text);
      if (group === undefined)
        groups.set(key.text, { items: [item], attr: { thunk: ready(string(key.text)), site: key.site } });
      else group.items.push(item);
    }
  }
  const entries = new Map<string, Attr>();
  for (const [name, { items, attr }] of groups) {
    const all: ListItem[] =
      rest === undefined ? items : [{ kind: 'gap', unknown: rest }, ...items, { kind: 'gap', unknown: rest }];
    const maybe = items.map(doubtOf);
    const sure = maybe.includes(undefined);
    entries.set(name, { thunk: ready(list(all, call.site)), site: attr.site, ...(sure ? {} : { maybe: maybe[0] }) });
  }
  return attrs(entries, call.site, rest);
}
