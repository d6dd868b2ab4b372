import { beforeAll, describe, expect, test } from 'vitest';
import { scopeAt, scopesAt } from './expectScopes.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

const attribute = 'entity.other.attribute-name.nix';
const parameter = 'variable.parameter.function.nix';
const variable = 'variable.other.nix';
const property = 'variable.other.property.nix';

describe('functions', () => {
  test.each([
    ['on one line', '{ xa, xb ? 1, ... }@args: 0'],
    ['args first', 'args@{ xa, xb ? 1, ... }: 0'],
    ['with spaces', 'args @ { xa, xb ? 1, ... } : 0'],
    ['over lines', '{\n  xa,\n  xb ? 1,\n  ...\n}@args:\n0'],
    ['leading commas', '{ xa\n, xb ? 1\n, ...\n} @ args:\n0'],
    ['comments between', '{ # first\n  xa # second\n, xb ? 1 /* third */, ... }@args: 0'],
    ['comment in front', '{\n  # first\n  xa,\n  xb ? 1,\n  ...\n}@args: 0'],
  ])('formals %s', (_, text) => {
    for (const formal of ['xa', 'xb']) {
      expect(scopesAt(nix, text, formal), formal).toEqual(['meta.function.parameters.nix', parameter]);
    }
    expect(scopeAt(nix, text, '?')).toBe('keyword.operator.default.nix');
    expect(scopeAt(nix, text, '...')).toBe('keyword.operator.rest.nix');
    expect(scopeAt(nix, text, 'args')).toBe(parameter);
    expect(scopeAt(nix, text, ':')).toBe('punctuation.definition.function.colon.nix');
  });

  test('a lone formal at the end of a line is one', () => {
    expect(scopeAt(nix, '{\n  lib\n}:\nlib', 'lib')).toBe(parameter);
    expect(scopeAt(nix, '{ lib }: lib', 'lib')).toBe(parameter);
  });

  test('the default of a formal is an expression', () => {
    const text = '{ a ? { b = "c"; }, d }: a';
    expect(scopeAt(nix, text, 'b')).toBe(attribute);
    expect(scopeAt(nix, text, 'c')).toBe('string.quoted.double.nix');
    expect(scopeAt(nix, text, 'd')).toBe(parameter);
  });

  test('plain parameters, curried ones too', () => {
    const text = 'a: b : a b';
    expect(scopeAt(nix, text, 'a')).toBe(parameter);
    expect(scopeAt(nix, text, 'b')).toBe(parameter);
    expect(scopeAt(nix, text, 'a', 2)).toBe(variable);
  });
});

describe('attribute sets', () => {
  test('names and paths of bindings', () => {
    const text = 'x { a = 1; b.c."d".${e}.f = g.h; "i j" = k; }';
    for (const name of ['a', 'b', 'c', 'f']) expect(scopeAt(nix, text, name), name).toBe(attribute);
    expect(scopeAt(nix, text, 'd')).toBe('string.quoted.double.nix');
    expect(scopeAt(nix, text, 'e')).toBe(variable);
    expect(scopeAt(nix, text, 'g')).toBe(variable);
    expect(scopeAt(nix, text, 'h')).toBe(property);
    expect(scopeAt(nix, text, 'k')).toBe(variable);
  });

  test('an equality is no binding', () => {
    expect(scopeAt(nix, '{ x = a == b; }', 'a')).toBe(variable);
    expect(scopeAt(nix, '{ x = a.b == c; }', 'b')).toBe(property);
  });

  test('a set whose first thing is inherit or a comment is no pattern', () => {
    expect(scopesAt(nix, '{ inherit a b; }', 'a')).toContain(attribute);
    expect(scopesAt(nix, '{ # c\n  a = b; }', 'a')).not.toContain('meta.function.parameters.nix');
  });

  test('a value at the end of a line is no formal', () => {
    expect(scopeAt(nix, '{ a = f\n b; }', 'f')).toBe(variable);
  });

  test('inherit with all kinds of names', () => {
    const text = '{ inherit (a.b (c { d = 1; })) e "f" ${"g"}; h = 1; }';
    expect(scopeAt(nix, text, 'a')).toBe(variable);
    expect(scopeAt(nix, text, 'd')).toBe(attribute);
    expect(scopeAt(nix, text, 'e ')).toBe(attribute);
    expect(scopeAt(nix, text, 'f')).toBe('string.quoted.double.nix');
    expect(scopeAt(nix, text, 'g')).toBe('string.quoted.double.nix');
    expect(scopesAt(nix, text, 'h =')).not.toContain('meta.inherit.nix');
  });

  test('legacy let, and names that begin like keywords', () => {
    expect(scopeAt(nix, 'let { body = 1; }', 'let')).toBe('keyword.other.let.nix');
    expect(scopeAt(nix, 'let { body = 1; }', 'body')).toBe(attribute);
    expect(scopeAt(nix, '{ in-foo = let-it; }', 'in-foo')).toBe(attribute);
    expect(scopeAt(nix, '{ in-foo = let-it; }', 'let-it')).toBe(variable);
    expect(scopeAt(nix, "{ a = if'; }", "if'")).toBe(variable);
  });

  test('or as keyword and as name', () => {
    expect(scopeAt(nix, 'a.b or c', 'or')).toBe('keyword.operator.or.nix');
    expect(scopeAt(nix, 'a.b or\n  c', 'or')).toBe('keyword.operator.or.nix');
    expect(scopeAt(nix, '{ or = 1; }', 'or')).toBe(attribute);
    expect(scopeAt(nix, 'a.or', 'or')).toBe(property);
  });
});

describe('keywords, names and operators', () => {
  test.each([
    ['if a then b else c', 'then', 'keyword.control.conditional.nix'],
    ['assert a; b', 'assert', 'keyword.control.assert.nix'],
    ['with a; b', 'with', 'keyword.other.with.nix'],
    ['with a; b', ';', 'punctuation.terminator.nix'],
    ['let a = 1; in a', 'in', 'keyword.other.in.nix'],
    ['let a = [ (b) ]; in a', 'in', 'keyword.other.in.nix'],
    ['let a = b ]; in a', 'in', 'keyword.other.in.nix'],
    ['{ a = 1; }', ';', 'punctuation.terminator.nix'],
    ['a."b"', '.', 'punctuation.accessor.nix'],
    ['a@{ b }: c', '@', 'punctuation.definition.function.at.nix'],
    ['{ b }@a: c', '@', 'punctuation.definition.function.at.nix'],
    ['__trace a', '__trace', 'support.function.builtin.nix'],
    ['with builtins; a', 'builtins', 'support.module.builtins.nix'],
    ['{ a = 1; }', '=', 'keyword.operator.assignment.nix'],
    ['f lib', 'lib', 'support.module.lib.nix'],
    ['rec { }', 'rec', 'keyword.other.rec.nix'],
    ['__curPos', '__curPos', 'variable.language.nix'],
    ['[ true ]', 'true', 'constant.language.nix'],
    ['null', 'null', 'constant.language.nix'],
    ['builtins.map f', 'map', 'support.function.builtin.nix'],
    ['throw "x"', 'throw', 'support.function.builtin.nix'],
    ['lib.mkIf a b', 'mkIf', 'support.function.lib.nix'],
    ['mkIf a b', 'mkIf', 'support.function.lib.nix'],
    ['lib.strings.toUpper a', 'toUpper', 'support.function.lib.nix'],
    ['lib.types.listOf a', 'listOf', 'support.type.nix'],
    ['types.str', 'str', 'support.type.nix'],
    ["mapAttrs' f a", "mapAttrs'", 'support.function.lib.nix'],
    ['mkIfs', 'mkIfs', 'variable.other.nix'],
    ['42', '42', 'constant.numeric.integer.nix'],
    ['1.5e-3', '1.5e-3', 'constant.numeric.float.nix'],
    ['.5', '.5', 'constant.numeric.float.nix'],
    ['[ 1. ]', '1.', 'constant.numeric.float.nix'],
    ['a |> b', '|>', 'keyword.operator.pipe.nix'],
    ['a <| b', '<|', 'keyword.operator.pipe.nix'],
    ['a -> b', '->', 'keyword.operator.logical.nix'],
    ['a || b', '||', 'keyword.operator.logical.nix'],
    ['!a', '!', 'keyword.operator.logical.nix'],
    ['a != b', '!=', 'keyword.operator.comparison.nix'],
    ['a <= b', '<=', 'keyword.operator.comparison.nix'],
    ['a // b', '//', 'keyword.operator.update.nix'],
    ['a ++ b', '++', 'keyword.operator.concatenation.nix'],
    ['a - b', '-', 'keyword.operator.arithmetic.nix'],
    ['-a', '-', 'keyword.operator.arithmetic.nix'],
    ['a ? b', '?', 'keyword.operator.has-attribute.nix'],
  ])('%s: %s', (text, piece, scope) => expect(scopeAt(nix, text, piece)).toBe(scope));
});

describe('half-written text', () => {
  const rest = '\n  z = "s"; # c\n}';
  test.each([
    ['bracket', '{ a = [ 1'],
    ['parenthesis', '{ a = (b'],
    ['closing parenthesis too many', '{ a = b);'],
    ['closing bracket too many', '{ a = b ];'],
    ['let', '{ a = let b = 1;'],
    ['inherit', '{ inherit (a'],
    ['binding', '{ a ='],
    ['attribute path', '{ environment.'],
    ['store', '{ environment.persistence."/p"'],
    ['store with equals', '{ environment.persistence."/p" ='],
    ['entry', '{ environment.persistence."/p".directories = [ { directory'],
    ['shell name', '{ script ='],
  ])('an open %s leaves strings and comments below as they are', (_, open) => {
    const text = open + rest;
    expect(scopesAt(nix, text, '"s"').some((scope) => scope.startsWith('string.quoted.double'))).toBe(true);
    expect(scopesAt(nix, text, '# c')).toContain('comment.line.number-sign.nix');
  });

  test.each(['{ a = [ (b ; }\nc: d', '{ a = ( }\nc: d', '{ a = let b = ( [ }\nc: d'])(
    'a closing brace ends what is open inside: %s',
    (text) => {
      expect(scopesAt(nix, text, 'c')).toEqual([parameter]);
      expect(scopesAt(nix, text, 'd')).toEqual([variable]);
    },
  );
});

describe('long lines', () => {
  test.each([
    ['a name', 'a'.repeat(20_000)],
    ['a selection', `${'a.'.repeat(10_000)}a`],
    ['a sum', `${'a+'.repeat(10_000)}a`],
    ['slashes', '/'.repeat(20_000)],
    ['encoded text', `x = "${'QUJD/+'.repeat(3_300)}";`],
    ['open brackets', '['.repeat(10_000)],
    ['open sets', '{a='.repeat(6_000)],
    ['quotes', "'".repeat(20_001)],
    ['quoted names', `${'a."b".'.repeat(3_000)}c`],
  ])('%s costs no more than a moment', (_, line) => {
    const before = process.cpuUsage();
    nix(line);
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(2);
  });
});
