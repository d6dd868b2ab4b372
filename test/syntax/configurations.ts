import fc from 'fast-check';

/** A configuration as data, from which a text is written and its value is known. */
export type Value =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'string'; readonly string: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'set'; readonly bindings: readonly Binding[] };

export interface Binding {
  readonly path: readonly string[];
  readonly value: Value;
}

export type SetValue = Extract<Value, { kind: 'set' }>;

/** The value as JSON, as Nix gives it. */
export function jsonOf(value: Value): unknown {
  switch (value.kind) {
    case 'number':
      return value.number;
    case 'string':
      return value.string;
    case 'list':
      return value.items.map(jsonOf);
    case 'set': {
      const result: Record<string, unknown> = {};
      for (const { path, value: inner } of value.bindings) assign(result, path, jsonOf(inner));
      return result;
    }
  }
}

/** Writes a value to a path of a JSON object, in place. */
export function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = target;
  for (const name of path.slice(0, -1)) {
    at[name] ??= {};
    at = at[name] as Record<string, unknown>;
  }
  at[path[path.length - 1] as string] = value;
}

const names = ['alpha', 'beta', 'gamma', 'delta', '/etc', 'two words', 'if', "o'clock"];

/** Sets of bindings with different first names, some with paths of several names, and sets and lists in them. */
export const configuration: fc.Arbitrary<SetValue> = fc.letrec<{ set: SetValue; value: Value }>((tie) => ({
  set: fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 4 })
    .chain((first) => fc.tuple(...first.map((name) => bindingsOf(name, tie('value')))))
    .map((groups) => ({ kind: 'set' as const, bindings: groups.flat() })),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: fc.nat(99).map((number): Value => ({ kind: 'number', number })) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom('', 'x', 'a "b" ${c}', '/var/lib', 'é')
        .map((string): Value => ({ kind: 'string', string })),
    },
    { weight: 3, arbitrary: fc.array(tie('value'), { maxLength: 4 }).map((items): Value => ({ kind: 'list', items })) },
    { weight: 3, arbitrary: tie('set') },
  ),
})).set;

/** One binding for a name, or several that share it as the first of their path. */
function bindingsOf(name: string, value: fc.Arbitrary<Value>): fc.Arbitrary<readonly Binding[]> {
  return fc.oneof(
    { weight: 4, arbitrary: value.map((inner) => [{ path: [name], value: inner }]) },
    {
      weight: 2,
      arbitrary: fc
        .uniqueArray(fc.constantFrom('one', 'two', 'a b'), { minLength: 1, maxLength: 2 })
        .chain((seconds) => fc.tuple(...seconds.map(() => value)).map((values) => [seconds, values] as const))
        .map(([seconds, values]) => seconds.map((second, i) => ({ path: [name, second], value: values[i] as Value }))),
    },
  );
}

/** All bindings of a configuration with the path that leads to each, those in nested sets included. */
export function allBindings(
  set: SetValue,
  prefix: readonly string[] = [],
): readonly { path: readonly string[]; value: Value }[] {
  return set.bindings.flatMap(({ path, value }) => {
    const whole = [...prefix, ...path];
    return [{ path: whole, value }, ...(value.kind === 'set' ? allBindings(value, whole) : [])];
  });
}
