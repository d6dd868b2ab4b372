import { lessThan, sameValue } from '../equality.ts';
import { withoutPlace } from '../join.ts';
import { attrsArgument, type Call, isRefusal, listArgument, type NativeTable, type Refusal } from '../native.ts';
import { selectName } from '../select.ts';
import {
  type KnownItem,
  type ListItem,
  type ListValue,
  ready,
  type Thunk,
  type Unknown,
  type Value,
} from '../value.ts';
import { failure, list, typeFailure } from '../values.ts';
import { doubtOf, test } from './lists.ts';

/** Sorting, and what has to know which values it met before. */
export const sortingBuiltins: NativeTable = {
  sort(call, before, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    return sortItems(call, values, (a, b) => ordered(call, before, a, b));
  },
  genericClosure(call, argument) {
    const set = attrsArgument(call, argument);
    if (set.kind !== 'attrs') return set;
    const start = selectName(call.machine, set, 'startSet', call.site);
    if (start.kind !== 'list') return isRefusal(start) ? start : typeFailure('a list', start, call.site);
    return closure(
      call,
      start,
      set.entries.get('operator')?.thunk ??
        ready(failure('missing-attribute', "attribute 'operator' missing", call.site)),
    );
  },
};

/** Whether the first belongs before the second. */
export type Before = (a: Thunk, b: Thunk) => boolean | Refusal;

function ordered(call: Call, before: Thunk, a: Thunk, b: Thunk): boolean | Refusal {
  const half = call.machine.apply(before.force(), [a], call.site);
  return isRefusal(half) ? half : test(call, ready(half), b);
}

/** A stable sort. Gaps go to both ends: where their items belong is unknown. */
export function sortItems(call: Call, values: ListValue, before: Before): Value {
  const known = values.items.filter((item): item is KnownItem => item.kind === 'item');
  const gap = values.items.find((item) => item.kind === 'gap');
  const sorted = mergeSort(known, before);
  if (!Array.isArray(sorted)) return sorted;
  for (const [index, item] of sorted.entries()) {
    const next = sorted[index + 1];
    // What a comparison that contradicts itself sorts to depends on the library Nix was built with.
    if (next !== undefined && before(next.thunk, item.thunk) !== false)
      return { kind: 'unknown', reason: 'the order of a sort contradicts itself', site: call.site };
  }
  return list(gap === undefined ? sorted : [gap, ...sorted, gap], call.site ?? values.site);
}

function mergeSort(items: readonly KnownItem[], before: Before): KnownItem[] | Refusal {
  if (items.length < 2) return [...items];
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), before);
  if (!Array.isArray(left)) return left;
  const right = mergeSort(items.slice(middle), before);
  if (!Array.isArray(right)) return right;
  const merged: KnownItem[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left[i];
    const b = right[j];
    if (a === undefined || b === undefined) return [...merged, ...left.slice(i), ...right.slice(j)];
    const answer = before(b.thunk, a.thunk);
    if (typeof answer !== 'boolean') return answer;
    merged.push(answer ? b : a);
    if (answer) j++;
    else i++;
  }
}

function closure(call: Call, start: ListValue, operator: Thunk): Value {
  const work: ListItem[] = [...start.items];
  const result: ListItem[] = [];
  const seen: Value[] = [];
  const texts = new Set<string>();
  let open: Unknown | undefined;
  for (let index = 0; index < work.length; index++) {
    const item = work[index];
    if (item === undefined) break;
    if (call.machine.fuel-- <= 0) return { kind: 'unknown', reason: 'evaluating it took too long' };
    const key = item.kind === 'gap' ? item.unknown : selectName(call.machine, item.thunk.force(), 'key', call.site);
    if (key.kind === 'failure') return open ?? key;
    if (item.kind === 'gap' || key.kind === 'unknown') {
      open ??= doubtOf(item) ?? (key.kind === 'unknown' ? withoutPlace(key) : undefined);
      continue;
    }
    const known = isSeen(call, key, seen, texts);
    if (known === true) continue;
    if (known !== false) return known;
    result.push(open === undefined ? item : { ...item, maybe: item.maybe ?? open });
    const next = call.machine.apply(operator.force(), [item.thunk], call.site);
    if (next.kind === 'list') for (const more of next.items) work.push(more);
    else if (next.kind === 'unknown') open ??= withoutPlace(next);
    else return next.kind === 'failure' ? next : typeFailure('a list', next, call.site);
  }
  return list(open === undefined ? result : [...result, { kind: 'gap', unknown: open }], call.site);
}

/** Whether a key was met before; notes it. Keys must be comparable, as for `<`. */
function isSeen(call: Call, key: Value, seen: Value[], texts: Set<string>): boolean | Refusal {
  const [first] = seen;
  // Keys of one kind, as they always are, need no comparing one by one.
  if (
    (key.kind === 'string' || key.kind === 'integer') &&
    (first === undefined || (first.kind === key.kind && texts.size > 0))
  ) {
    const text = key.kind === 'string' ? key.text : String(key.value);
    if (texts.has(text)) return true;
    texts.add(text);
    if (first === undefined) seen.push(key);
    return false;
  }
  // Comparing with one that met a set of texts only would miss the others.
  if (texts.size > 1) return { kind: 'unknown', reason: 'keys of several kinds', site: call.site };
  if (first !== undefined) {
    const comparable = lessThan(call.machine, key, first, call.site);
    if (isRefusal(comparable)) return comparable;
  }
  for (const other of seen) {
    const same = sameValue(call.machine, key, other);
    if (same !== false) return same;
  }
  seen.push(key);
  return false;
}
