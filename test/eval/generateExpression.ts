import { builtinCalls } from './builtinCalls.ts';
import { type Choice, freshName, inner, type Kind, type Make, type Scope } from './expressionGenerator.ts';

/** An expression of a kind, in parentheses where it needs them. */
export function generate(choice: Choice, kind: Kind, scope: Scope): string {
  if (kind === 'any')
    return generate(
      choice,
      choice.one<Kind>(['int', 'bool', 'string', 'ints', 'strings', 'set', 'mixed', 'float']),
      scope,
    );
  const known = scope.variables.filter((variable) => variable.kind === kind);
  if (known.length > 0 && choice.below(3) === 0) return choice.one(known).name;
  if (scope.depth <= 0) return leaf(choice, kind);
  const roll = choice.below(10);
  if (roll < 2) return leaf(choice, kind);
  if (roll < 5) return `(${choice.one(wrappers)(choice, kind, scope)})`;
  return choice.one([...own[kind], ...builtinCalls[kind]])(choice, inner(scope));
}

const texts = [
  '""',
  '"a"',
  '"b-1"',
  '"/var/lib"',
  '"a b"',
  '"x\\ny"',
  '"\\${q}"',
  '"é"',
  '"$x"',
  "''two''",
  "''\n    in\n      dented\n  ''",
  '"1.2.3"',
  '"10"',
  '(http://a.b/c)',
];

function leaf(choice: Choice, kind: Kind): string {
  switch (kind) {
    case 'int':
      return choice.one(['0', '1', '2', '7', '(-3)', '100', choice.below(10) === 0 ? '4611686018427387904' : '12']);
    case 'bool':
      return choice.one(['true', 'false']);
    case 'string':
      return choice.one(texts);
    case 'float':
      return choice.one(['0.5', '1.25', '2.0', '1.5e2', '.75']);
    case 'ints':
      return choice.one(['[ ]', '[ 1 ]', '[ 3 1 2 ]', '[ 2 2 5 ]']);
    case 'strings':
      return choice.one(['[ ]', '[ "a" ]', '[ "b" "a" "b" ]', '[ "x.y" "" ]']);
    case 'set':
      return choice.one([
        '{ }',
        '{ a = 1; }',
        '{ a = 1; b = "s"; }',
        '{ a.b = 1; a.c = 2; }',
        '{ "x y" = [ ]; c = null; }',
      ]);
    default:
      return choice.one(['null', '[ 1 "a" ]', '{ a = [ null ]; }', '[ [ ] { } ]', '1', '"s"', 'true']);
  }
}

type Wrap = (choice: Choice, kind: Kind, scope: Scope) => string;

/** Forms that give a value of whatever kind. */
const wrappers: readonly Wrap[] = [
  (c, kind, scope) =>
    `if ${generate(c, 'bool', inner(scope))} then ${generate(c, kind, inner(scope))} else ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) => {
    const [name, bound] = variable(c);
    const variables = [{ name, kind: bound }] as const;
    return `let ${name} = ${generate(c, bound, inner(scope))}; in ${generate(c, kind, inner(scope, ...variables))}`;
  },
  (c, kind, scope) => {
    const [name, bound] = variable(c);
    return `with { ${name} = ${generate(c, bound, inner(scope))}; w = 1; }; ${generate(c, kind, inner(scope, ...(shadowed(scope, name) ? [] : [{ name, kind: bound }])))}`;
  },
  (c, kind, scope) => {
    const [name, bound] = variable(c);
    return `(${name}: ${generate(c, kind, inner(scope, { name, kind: bound }))}) ${generate(c, bound, inner(scope))}`;
  },
  (c, kind, scope) => {
    const [name, bound] = variable(c);
    const given = c.below(2) === 0 ? `${name} = ${generate(c, bound, inner(scope))};` : '';
    const form = c.one([
      (f: string) => `{ ${f}, ... }`,
      (f: string) => `{ ${f} }`,
      (f: string) => `all@{ ${f}, ... }`,
      (f: string) => `{ ${f} }@all`,
    ]);
    const fallback = generate(c, bound, inner(scope));
    return `(${form(`${name} ? ${fallback}`)}: ${generate(c, kind, inner(scope, { name, kind: bound }))}) { ${given} }`;
  },
  (c, kind, scope) => `assert ${generate(c, 'bool', inner(scope))}; ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) =>
    `${generate(c, 'set', inner(scope))}.${c.one(['zz', 'a.zz', '"x z"', '${"z" + "z"}'])} or ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) => `{ v = ${generate(c, kind, inner(scope))}; }.v`,
  (c, kind, scope) => `rec { v = u; u = ${generate(c, kind, inner(scope))}; }.v`,
  (c, kind, scope) => `{ a.b.c = ${generate(c, kind, inner(scope))}; a.b.d = 1; }.a.b.c`,
  (c, kind, scope) =>
    `{ \${${generate(c, 'string', inner(scope))}} = ${generate(c, kind, inner(scope))}; }.\${${generate(c, 'string', inner(scope))}} or ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) => `let s = { k = ${generate(c, kind, inner(scope))}; }; inherit (s) k; in k`,
  (c, kind, scope) => `let k = ${generate(c, kind, inner(scope))}; s = { inherit k; }; in s.k`,
  (c, kind, scope) =>
    `let r = builtins.tryEval ${generate(c, kind, inner(scope))}; in if r.success then r.value else ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) =>
    `builtins.${c.one(['seq', 'deepSeq', 'trace'])} ${generate(c, 'string', inner(scope))} ${generate(c, kind, inner(scope))}`,
  (c, kind, scope) => `builtins.head [ ${generate(c, kind, inner(scope))} ${generate(c, 'any', inner(scope))} ]`,
  (c, kind, scope) =>
    `builtins.elemAt [ ${generate(c, kind, inner(scope))} (throw "no") ] ${c.one(['0', '0', '0', '1', '5'])}`,
  (c, kind, scope) => `let f = x: if x == 0 then ${generate(c, kind, inner(scope))} else f (x - 1); in f 3`,
  (c, kind, scope) =>
    `${c.below(6) === 0 ? 'throw "t"' : `builtins.foldl' (a: b: b) ${generate(c, 'any', inner(scope))} [ ${generate(c, kind, inner(scope))} ]`}`,
  (c, kind, scope) => `({ __functor = self: x: x; }) ${generate(c, kind, inner(scope))}`,
];

function variable(choice: Choice): [string, Kind] {
  return [freshName(choice), choice.one<Kind>(['int', 'bool', 'string', 'ints', 'strings', 'set', 'mixed'])];
}

function shadowed(scope: Scope, name: string): boolean {
  return scope.variables.some((known) => known.name === name);
}

const two =
  (kind: Kind, operators: readonly string[]): Make =>
  (c, s) =>
    `(${generate(c, kind, s)} ${c.one(operators)} ${generate(c, kind, s)})`;

/** Operators by the kind of their value. */
const own: Readonly<Record<Kind, readonly Make[]>> = {
  int: [two('int', ['+', '-', '*']), two('int', ['+', '-', '*', '/']), (c, s) => `(-${generate(c, 'int', s)})`],
  bool: [
    two('bool', ['&&', '||', '->', '==', '!=']),
    two('int', ['==', '!=', '<', '<=', '>', '>=']),
    two('string', ['==', '!=', '<', '<=', '>', '>=']),
    two('float', ['==', '<', '>=']),
    two('ints', ['==', '!=', '<', '>=']),
    two('set', ['==', '!=']),
    two('mixed', ['==', '!=']),
    two('any', ['==', '!=']),
    (c, s) => `(${generate(c, 'int', s)} ${c.one(['==', '<', '>'])} ${generate(c, 'float', s)})`,
    (c, s) => `(!${generate(c, 'bool', s)})`,
    (c, s) => `(${generate(c, 'set', s)} ? ${c.one(['a', 'b', 'a.b', '"x y"', 'c', '${"a"}.b'])})`,
    (c, s) => `(${generate(c, 'any', s)} ? a)`,
  ],
  string: [
    two('string', ['+']),
    (c, s) => `"<\${${generate(c, 'string', s)}}>"`,
    (c, s) => `"\${${generate(c, 'string', s)}}\${${generate(c, 'string', s)}}$"`,
    (c, s) => `''\n  a \${${generate(c, 'string', s)}}\n    b ''\${c}\n''`,
    (c, s) => `"\${toString ${generate(c, 'any', s)}}"`,
    (c, s) => `(toString (/a/b + ${generate(c, 'string', s)}))`,
    (c, s) => `(toString /a/\${${generate(c, 'string', s)}}/c)`,
    (c) => `(toString ${c.one(['/a/../b', '/x/./y', '/.'])})`,
  ],
  float: [
    two('float', ['+', '-', '*']),
    (c, s) => `(${generate(c, 'int', s)} * ${generate(c, 'float', s)})`,
    (c, s) => `(${generate(c, 'float', s)} / 2)`,
  ],
  ints: [two('ints', ['++']), (c, s) => `[ ${generate(c, 'int', s)} ${generate(c, 'int', s)} ]`],
  strings: [two('strings', ['++']), (c, s) => `[ ${generate(c, 'string', s)} ${generate(c, 'string', s)} ]`],
  set: [
    two('set', ['//']),
    (c, s) => `{ a = ${generate(c, 'any', s)}; b.c = ${generate(c, 'any', s)}; b.d = ${generate(c, 'any', s)}; }`,
    (c, s) => `(rec { a = ${generate(c, 'int', s)}; b = a + 1; c = { inherit a; }; })`,
    (c, s) => `{ \${${generate(c, 'string', s)}} = ${generate(c, 'any', s)}; }`,
    (c, s) => `{ \${if ${generate(c, 'bool', s)} then "n" else null} = ${generate(c, 'any', s)}; m = 1; }`,
    (c, s) => `{ "\${${generate(c, 'string', s)}}x".y = ${generate(c, 'any', s)}; }`,
  ],
  mixed: [
    (c, s) => `[ ${generate(c, 'any', s)} ${generate(c, 'any', s)} ]`,
    (c, s) => `{ x = ${generate(c, 'any', s)}; y = ${generate(c, 'any', s)}; }`,
    two('mixed', ['==']),
  ],
  any: [],
};
