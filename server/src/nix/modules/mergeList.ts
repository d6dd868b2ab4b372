import type { OptionType } from '../eval/optionType.ts';
import type { KnownItem, ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';
import type { Discharged, Wrapper } from './definitions.ts';
import { propertyType } from './definitions.ts';
import { type Merged, mergeDefinitions } from './mergeType.ts';
import type { Place } from './session.ts';
import { inside } from './session.ts';
import { fits, isPlain } from './typeChecks.ts';

/** `listOf`: the definitions one after the other. Items keep their sites; what is unknown of a definition is a gap. */
export function mergeList(element: OptionType, counting: readonly Discharged[], place: Place): Value {
  const items: ListItem[] = [];
  for (const [index, each] of counting.entries()) {
    if (each.value.kind !== 'list') {
      items.push({ kind: 'gap', unknown: gapOf(each) });
      continue;
    }
    each.value.items.forEach((item, position) => {
      const merged =
        item.kind === 'gap' ? item : mergeItem(element, item, each, () => itemPlace(place, index, position));
      if (merged !== undefined) items.push(merged);
    });
  }
  const site = counting.length === 1 ? counting[0]?.valueSite : undefined;
  return { kind: 'list', items, site };
}

function gapOf(each: Discharged): { kind: 'unknown'; reason: string } {
  if (each.value.kind === 'unknown') return each.value;
  return { kind: 'unknown', reason: each.value.kind === 'failure' ? each.value.message : 'a definition is not a list' };
}

function itemPlace(place: Place, definition: number, item: number): Place {
  return inside(place, `[definition ${definition + 1}-entry ${item + 1}]`);
}

/** The item as the element type makes it; undefined where a false `mkIf` takes it away. */
function mergeItem(element: OptionType, item: KnownItem, each: Discharged, place: () => Place): ListItem | undefined {
  const maybe = item.maybe ?? each.conditionReason;
  if (isPlain(element)) {
    const value = item.thunk.force();
    if (propertyType(value) === undefined && fits(element, value) !== false && value.kind !== 'failure') {
      return maybe === item.maybe ? item : { ...item, maybe };
    }
  }
  const definition = {
    value: item.thunk,
    nameSite: item.site,
    source: each.source,
    wrappers: doubtOf(element, item, maybe),
  };
  const merged = mergeDefinitions(element, [definition], place());
  if (merged.defined === 'no') return undefined;
  const doubt = merged.defined === 'yes' ? maybe : (maybe ?? merged.defined);
  const value = isPlain(element) ? ready(merged.value.force()) : wholeValue(merged);
  return { kind: 'item', thunk: value, site: item.site, maybe: doubt };
}

/** An item that may not be there refuses nothing. */
function doubtOf(element: OptionType, item: KnownItem, maybe: Unknown | undefined): readonly Wrapper[] {
  if (maybe === undefined) return [];
  const value = item.thunk.force();
  if (value.kind !== 'failure' && fits(element, value) !== false) return [];
  return [{ kind: 'maybe', reason: maybe }];
}

/** An item that cannot be computed has no parts either: its reason is not lost in a set of defaults. */
function wholeValue({ value, counting }: Merged): Thunk {
  const [only] = counting;
  if (only?.value.kind !== 'failure') return value;
  const { value: failure } = only;
  return lazy(() => {
    value.force();
    return failure;
  });
}
