import type { Attr, AttrsValue, ListItem, Unknown, Value } from '../../nix/eval/value.ts';
import { lazy, unknown } from '../../nix/eval/value.ts';
import { mergedSet } from '../../nix/modules/configuration.ts';
import { LazyEntries } from '../../nix/modules/lazyEntries.ts';

/**
 * A set with the attributes `names` replaced or added; its origin and sites stay. Thunks stay lazy: `compute` is asked for
 * a name when somebody looks at it.
 */
export function withAttributes<Name extends string>(
  set: AttrsValue,
  names: readonly Name[],
  compute: (name: Name) => Value,
): AttrsValue {
  const make = (name: string): Attr | undefined => {
    const before = set.entries.get(name);
    const changed = names.find((each) => each === name);
    return changed === undefined ? before : { thunk: lazy(() => compute(changed)), site: before?.site };
  };
  return { ...set, entries: new LazyEntries(() => namesOf(set, names), make) };
}

function* namesOf(set: AttrsValue, names: readonly string[]): Iterable<string> {
  yield* set.entries.keys();
  for (const name of names) if (!set.entries.has(name)) yield name;
}

/** The value of an attribute of a set: unknown where the set may have more than is known, undefined where it has none. */
export function attribute(set: Value, name: string): Value | undefined {
  if (set.kind === 'unknown') return set;
  if (set.kind !== 'attrs') return undefined;
  const attr = set.entries.get(name);
  if (attr === undefined) return set.rest;
  return attr.maybe ?? attr.thunk.force();
}

/** How weak a definition may be to count: an option's default is one of 1500, `mkDefault` of 1000. */
export type Weakest = 999 | 1000 | 1499;

/** How an option was set in a merged set: not at all, for certain, or under conditions that are not known. */
export function settingOf(
  set: AttrsValue,
  path: readonly string[],
  weakest: Weakest = 1499,
): 'unset' | 'set' | 'unknown' {
  const merged = mergedSet(set);
  if (merged === undefined) return set.entries.has(path[0] ?? '') ? 'set' : 'unset';
  const definitions = merged.definitions(path).filter(({ priority }) => priority <= weakest);
  if (definitions.length === 0) return set.rest === undefined ? 'unset' : 'unknown';
  return definitions.some(({ condition }) => condition === 'yes') ? 'set' : 'unknown';
}

/** The value of an option of a submodule, or another where nobody set it, or too weakly. */
export function setOr(set: AttrsValue, name: string, fallback: () => Value, weakest?: Weakest): Value {
  const setting = settingOf(set, [name], weakest);
  if (setting === 'unset') return fallback();
  const value = attribute(set, name) ?? fallback();
  if (setting === 'set' || value.kind === 'unknown') return value;
  return conditional(set, name) ?? value;
}

function conditional(set: AttrsValue, name: string): Unknown | undefined {
  const definition = mergedSet(set)
    ?.definitions([name])
    .find(({ condition }) => condition === 'unknown');
  const reason = definition?.conditionReason?.reason ?? 'it is set under a condition that is not known';
  return unknown(`\`${name}\`: ${reason}`, definition?.nameSite);
}

/** The text of a string value computed from others; what is unknown or failed in the first argument is handed on. */
export function mapText(value: Value, compute: (text: string) => string): Value {
  if (value.kind === 'string') return { ...value, text: compute(value.text), pieces: undefined };
  if (value.kind === 'path') return { kind: 'string', text: compute(value.path), site: value.site };
  if (value.kind === 'unknown' || value.kind === 'failure') return value;
  return { kind: 'failure', cause: 'type', message: `expected a string but found ${value.kind}` };
}

/** The same with two strings. */
export function mapTexts(first: Value, second: Value, compute: (first: string, second: string) => string): Value {
  const text = textOf(first);
  if (text === undefined) return mapText(first, (only) => only);
  return mapText(second, (other) => compute(text, other));
}

/** The text of a string or path value; undefined for everything else. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.text;
  return value?.kind === 'path' ? value.path : undefined;
}

/** A set with every attribute's value replaced, lazily; names, sites and what may be there besides stay. Other values stay as they are. */
export function mapSet(set: Value, change: (value: Value, name: string) => Value): Value {
  if (set.kind !== 'attrs') return set;
  const entries = new Map(
    [...set.entries].map(([name, attr]) => [name, { ...attr, thunk: lazy(() => change(attr.thunk.force(), name)) }]),
  );
  return { ...set, entries };
}

/** A list with every known item's value replaced, lazily; sites, gaps and doubts stay. Other values stay as they are. */
export function mapList(list: Value, change: (value: Value) => Value): Value {
  if (list.kind !== 'list') return list;
  const items = list.items.map(
    (item): ListItem =>
      item.kind === 'gap'
        ? item
        : { kind: 'item', thunk: lazy(() => change(item.thunk.force())), site: item.site, maybe: item.maybe },
  );
  return { ...list, items };
}
