import type { AttrsValue, ListValue, Value } from '../eval/value.ts';

/** Whether two values are equal as by `==`; undefined where too little is known. Functions are never equal. */
export function equalValues(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'failure' || b.kind === 'failure') return undefined;
  if ((a.kind === 'integer' || a.kind === 'float') && (b.kind === 'integer' || b.kind === 'float')) {
    return Number(a.value) === Number(b.value);
  }
  if (a.kind === 'string' && b.kind === 'string') return a.text === b.text;
  if (a.kind === 'boolean' && b.kind === 'boolean') return a.value === b.value;
  if (a.kind === 'path' && b.kind === 'path') return a.path === b.path;
  if (a.kind === 'null' && b.kind === 'null') return true;
  if (a.kind === 'list' && b.kind === 'list') return equalLists(a, b);
  if (a.kind === 'attrs' && b.kind === 'attrs') return a === b ? true : equalSets(a, b);
  return false;
}

function equalLists(a: ListValue, b: ListValue): boolean | undefined {
  const doubtful = [...a.items, ...b.items].some((item) => item.kind === 'gap' || item.maybe !== undefined);
  if (doubtful) return undefined;
  if (a.items.length !== b.items.length) return false;
  return all(
    a.items.map((item, index) => () => {
      const other = b.items[index];
      if (item.kind === 'gap' || other?.kind !== 'item') return undefined;
      return equalValues(item.thunk.force(), other.thunk.force());
    }),
  );
}

function equalSets(a: AttrsValue, b: AttrsValue): boolean | undefined {
  if (a.rest !== undefined || b.rest !== undefined) return undefined;
  const doubtful = [...a.entries.values(), ...b.entries.values()].some((attr) => attr.maybe !== undefined);
  if (doubtful) return undefined;
  if (a.entries.size !== b.entries.size) return false;
  return all(
    [...a.entries].map(([name, attr]) => () => {
      const other = b.entries.get(name);
      return other === undefined ? false : equalValues(attr.thunk.force(), other.thunk.force());
    }),
  );
}

function all(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let result: boolean | undefined = true;
  for (const test of tests) {
    const outcome = test();
    if (outcome === false) return false;
    if (outcome === undefined) result = undefined;
  }
  return result;
}
