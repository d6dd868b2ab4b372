import fc from 'fast-check';

/** Chooses for a generator; backed by fast-check, so that failures shrink and seeds repeat. */
export interface Choice {
  below(count: number): number;
  one<Item>(items: readonly Item[]): Item;
}

/** The kinds of values that expressions are generated for. */
export type Kind = 'int' | 'bool' | 'string' | 'float' | 'ints' | 'strings' | 'set' | 'mixed' | 'any';

export interface Scope {
  readonly depth: number;
  readonly variables: readonly { readonly name: string; readonly kind: Kind }[];
}

export type Make = (choice: Choice, scope: Scope) => string;

/** Well-formed closed Nix expressions whose value can be written as JSON, most of the time. */
export function expressions(generate: (choice: Choice, kind: Kind, scope: Scope) => string): fc.Arbitrary<string> {
  return fc.gen().map((gen) => {
    const choice: Choice = {
      below: (count) => gen(fc.nat, { max: count - 1 }),
      one: (items) => {
        const item = items[gen(fc.nat, { max: items.length - 1 })];
        if (item === undefined) throw new Error('nothing to choose from');
        return item;
      },
    };
    const kind = choice.one<Kind>(['int', 'bool', 'string', 'ints', 'strings', 'set', 'mixed', 'float', 'any']);
    return generate(choice, kind, { depth: 4, variables: [] });
  });
}

/** One level deeper, with more variables in reach. */
export function inner(scope: Scope, ...variables: Scope['variables'][number][]): Scope {
  return {
    depth: scope.depth - 1,
    variables: [...variables, ...scope.variables.filter((old) => variables.every((added) => added.name !== old.name))],
  };
}

/** A variable name that may hide one in reach. */
export function freshName(choice: Choice): string {
  return choice.one(['a', 'b', 'c', 'x', 'y', "x'", 'foo-bar', '_z']);
}
