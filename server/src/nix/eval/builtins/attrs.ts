import { joinAttrs, maybeAttr, withoutPlace } from '../join.ts';
import { delay, delayCall } from '../machine.ts';
import {
  attrsArgument,
  type Call,
  isRefusal,
  listArgument,
  type NativeTable,
  type Refusal,
  stringArgument,
} from '../native.ts';
import { hasName, selectName } from '../select.ts';
import { compareText } from '../utf8.ts';
import {
  type Attr,
  type AttrsValue,
  type ListItem,
  ready,
  type StringValue,
  type Thunk,
  type Unknown,
  unknown,
  type Value,
} from '../value.ts';
import { attrs, attrsOf, boolean, list, nullValue, string, typeFailure } from '../values.ts';
import { doubtOf } from './lists.ts';

/** Sets. Attributes keep the site of their name and their doubt. */
export const attrsBuiltins: NativeTable = {
  attrNames(call, set) {
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const toItem = (name: string, { site, maybe }: Attr): ListItem => ({
      kind: 'item',
      thunk: ready(string(name, site)),
      site,
      maybe,
    });
    return fromAttrs(call, value, toItem, (like) => ready(nameOf(like)));
  },
  attrValues(call, set) {
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const toItem = (_: string, { thunk, site, maybe }: Attr): ListItem => ({ kind: 'item', thunk, site, maybe });
    return fromAttrs(call, value, toItem, (like) => like);
  },
  getAttr(call, name, set) {
    const key = stringArgument(call, name);
    if (key.kind !== 'string') return key;
    const value = attrsArgument(call, set);
    return value.kind === 'failure' ? value : selectName(call.machine, value, key.text, call.site);
  },
  hasAttr(call, name, set) {
    const key = stringArgument(call, name);
    if (key.kind !== 'string') return key;
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const has = hasName(value, key.text);
    return typeof has === 'boolean' ? boolean(has, call.site) : has;
  },
  mapAttrs(call, f, set) {
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const mapped = mapEntries(call, value, (name, attr) => ({
      ...attr,
      thunk: delayCall(call.machine, f, ready(string(name, attr.site)), attr.thunk),
    }));
    const like = value.restLike;
    return like === undefined ? mapped : { ...mapped, restLike: delayCall(call.machine, f, ready(nameOf(like)), like) };
  },
  removeAttrs(call, set, names) {
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const removed = listArgument(call, names);
    if (removed.kind === 'unknown') return withDoubt(value, removed);
    return removed.kind === 'list' ? removeNames(call, value, removed.items) : removed;
  },
  listToAttrs(call, xs) {
    const values = listArgument(call, xs);
    return values.kind === 'list' ? setFromItems(call, values.items) : values;
  },
  intersectAttrs(call, a, b) {
    const left = attrsArgument(call, a);
    if (left.kind === 'failure') return left;
    const right = attrsArgument(call, b);
    if (right.kind !== 'attrs') return left.kind === 'unknown' ? left : right;
    if (left.kind === 'unknown') return withDoubt(right, withoutPlace(left));
    const entries = new Map<string, Attr>();
    for (const [name, attr] of right.entries) {
      const has = hasName(left, name);
      if (has !== false) entries.set(name, has === true ? attr : maybeAttr(attr, withoutPlace(has)));
    }
    return attrs(entries, call.site, right.rest === undefined ? undefined : withoutPlace(right.rest));
  },
  catAttrs(call, name, xs) {
    const key = stringArgument(call, name);
    if (key.kind !== 'string') return key;
    const values = listArgument(call, xs);
    return values.kind === 'list' ? collect(call, key.text, values.items) : values;
  },
  zipAttrsWith(call, f, xs) {
    const values = listArgument(call, xs);
    if (values.kind !== 'list') return values;
    const zipped = zip(call, values.items);
    if (zipped.kind !== 'attrs') return zipped;
    return mapEntries(call, zipped, (name, attr) => ({
      ...attr,
      thunk: delayCall(call.machine, f, ready(string(name, attr.site)), attr.thunk),
    }));
  },
  functionArgs(call, f) {
    const value = f.force();
    if (value.kind !== 'function') return isRefusal(value) ? value : typeFailure('a function', value, call.site);
    return attrsOf(
      Object.fromEntries([...(value.formals ?? [])].map(([name, optional]) => [name, boolean(optional)])),
      call.site,
    );
  },
  unsafeGetAttrPos(call, name, set) {
    const key = stringArgument(call, name);
    if (key.kind !== 'string') return key;
    const value = attrsArgument(call, set);
    if (value.kind !== 'attrs') return value;
    const has = hasName(value, key.text);
    if (typeof has !== 'boolean') return has;
    const site = value.entries.get(key.text)?.site;
    if (!has) return nullValue(call.site);
    if (site === undefined) return unknown('the position of an attribute made by code is not known');
    const line = unknown('positions are not kept');
    return attrsOf({ file: string(site.file, site), line, column: line }, site);
  },
};

/** The names of a set in Nix's order. */
export function sortedNames(value: AttrsValue): string[] {
  return [...value.entries.keys()].sort(compareText);
}

/** A list with an item for each attribute, in the order of the names; gaps at both ends where there may be more. */
export function fromAttrs(
  call: Call,
  value: AttrsValue,
  toItem: (name: string, attr: Attr) => ListItem,
  likeItem: (like: Thunk) => Thunk,
): Value {
  const items = sortedNames(value).flatMap((name) => {
    const attr = value.entries.get(name);
    return attr === undefined ? [] : [toItem(name, attr)];
  });
  if (value.rest === undefined) return list(items, call.site ?? value.site);
  const like = value.restLike === undefined ? undefined : likeItem(value.restLike);
  const gap = { kind: 'gap', unknown: withoutPlace(value.rest), like } as const;
  return list([gap, ...items, gap], call.site ?? value.site);
}

/** The name of any attribute of a set's rest; `like` is what is known of the attribute. */
export function nameOf(like: Thunk): Unknown {
  return { kind: 'unknown', reason: 'the name of something that is not in sight', nameLike: like };
}

/** The set with every attribute changed. */
export function mapEntries(call: Call, value: AttrsValue, change: (name: string, attr: Attr) => Attr): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, attr] of value.entries) entries.set(name, change(name, attr));
  return attrs(entries, call.site ?? value.site, value.rest === undefined ? undefined : withoutPlace(value.rest));
}

/** The set, all of its attributes in doubt. */
function withDoubt(value: AttrsValue, why: Unknown): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, attr] of value.entries) entries.set(name, maybeAttr(attr, why));
  return { ...value, entries };
}

function removeNames(call: Call, value: AttrsValue, names: readonly ListItem[]): Value {
  const entries = new Map(value.entries);
  for (const item of names) {
    const name = item.kind === 'gap' ? item.unknown : item.thunk.force();
    if (name.kind === 'failure') return name;
    if (name.kind === 'unknown') return withDoubt({ ...value, entries }, withoutPlace(name));
    if (name.kind !== 'string') return typeFailure('a string', name, call.site);
    const attr = entries.get(name.text);
    const maybe = doubtOf(item);
    if (maybe === undefined) entries.delete(name.text);
    else if (attr !== undefined) entries.set(name.text, maybeAttr(attr, maybe));
  }
  // What is removed is missing from the rest as well, which a rest cannot say; nobody may rely on it.
  return attrs(entries, call.site ?? value.site, value.rest === undefined ? undefined : withoutPlace(value.rest));
}

function setFromItems(call: Call, items: readonly ListItem[]): Value {
  const entries = new Map<string, Attr>();
  let rest: Unknown | undefined;
  for (const item of items) {
    const pair = item.kind === 'gap' ? item.unknown : item.thunk.force();
    const name = pair.kind === 'unknown' ? pair : selectName(call.machine, pair, 'name', call.site);
    if (name.kind === 'failure') return rest ?? name;
    if (item.kind === 'gap' || name.kind === 'unknown') {
      rest ??= doubtOf(item) ?? (name.kind === 'unknown' ? withoutPlace(name) : undefined);
      continue;
    }
    if (name.kind !== 'string') return rest ?? typeFailure('a string', name, call.site);
    if (pair.kind === 'attrs' && !pair.entries.has('value') && pair.rest === undefined && !entries.has(name.text)) {
      return rest ?? selectName(call.machine, pair, 'value', call.site);
    }
    addPair(call, entries, name, pair, item, rest);
  }
  return attrs(entries, call.site, rest);
}

function addPair(
  call: Call,
  entries: Map<string, Attr>,
  name: StringValue,
  pair: Value,
  item: ListItem,
  rest: Unknown | undefined,
): void {
  const own = pair.kind === 'attrs' ? pair.entries.get('value')?.thunk : undefined;
  const thunk = own ?? delay(call.machine, () => selectName(call.machine, pair, 'value', call.site));
  const maybe = doubtOf(item);
  const site = name.site ?? (item.kind === 'item' ? item.site : undefined);
  const attr: Attr = maybe === undefined ? { thunk, site } : { thunk, site, maybe };
  const before = entries.get(name.text);
  if (before?.maybe !== undefined) entries.set(name.text, joinAttrs(call.machine, before, attr, before.maybe));
  // An unknown name before it may have been the same, and the first one counts.
  else if (before === undefined)
    entries.set(name.text, rest === undefined ? attr : joinAttrs(call.machine, attr, { thunk: ready(rest) }, rest));
}

function collect(call: Call, name: string, items: readonly ListItem[]): Value {
  const found: ListItem[] = [];
  for (const item of items) {
    const set = item.kind === 'gap' ? item.unknown : item.thunk.force();
    if (set.kind === 'unknown') found.push({ kind: 'gap', unknown: withoutPlace(set) });
    else if (set.kind !== 'attrs') return set.kind === 'failure' ? set : typeFailure('a set', set, call.site);
    else {
      const attr = set.entries.get(name);
      const maybe = doubtOf(item) ?? attr?.maybe;
      if (attr !== undefined) found.push({ kind: 'item', thunk: attr.thunk, site: attr.site, maybe });
      else if (set.rest !== undefined) found.push({ kind: 'gap', unknown: withoutPlace(set.rest) });
    }
  }
  return list(found, call.site);
}

/** Sets zipped: for each name the list of its values. */
export function zip(call: Call, items: readonly ListItem[]): AttrsValue | Refusal {
  const columns = new Map<string, { values: ListItem[]; site: Attr['site']; maybe: Unknown | undefined }>();
  const open: Unknown[] = [];
  for (const item of items) {
    const set = item.kind === 'gap' ? item.unknown : item.thunk.force();
    if (set.kind === 'failure') return open[0] ?? set;
    if (set.kind !== 'attrs' && set.kind !== 'unknown') return open[0] ?? typeFailure('a set', set, call.site);
    const rest = set.kind === 'unknown' ? set : set.rest;
    if (rest !== undefined) open.push(withoutPlace(rest));
    if (set.kind === 'unknown') continue;
    for (const [name, attr] of set.entries) {
      const maybe = doubtOf(item) ?? attr.maybe;
      const value: ListItem = { kind: 'item', thunk: attr.thunk, site: attr.site, maybe };
      const column = columns.get(name);
      if (column === undefined) columns.set(name, { values: [value], site: attr.site, maybe });
      else {
        column.values.push(value);
        column.maybe = maybe === undefined ? undefined : column.maybe;
      }
    }
  }
  const [rest] = open;
  const entries = new Map<string, Attr>();
  for (const [name, { values, site, maybe }] of columns) {
    const gaps: ListItem[] = rest === undefined ? [] : [{ kind: 'gap', unknown: rest }];
    const thunk = ready(list([...gaps, ...values, ...gaps], call.site));
    entries.set(name, maybe === undefined ? { thunk, site } : { thunk, site, maybe });
  }
  return attrs(entries, call.site, rest);
}
