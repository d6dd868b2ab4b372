import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import type { Expression, StringLiteral, SyntaxNode, SyntaxTree } from '../../server/src/nix/syntax/tree.ts';
import { childrenOf, walk } from '../../server/src/nix/syntax/walk.ts';
import { printLikeNix } from './nixPrinter.ts';
import { mutatedText, nixText } from './nixTexts.ts';

const print = (text: string) => printLikeNix(parse(text), '/d', '/h');

describe('what newer Nix accepts', () => {
  test('pipes bind weakest, each to its own side', () => {
    expect(parse('a |> b |> c').errors).toEqual([]);
    expect(print('a + 1 |> b |> c')).toBe('(c (b (a + 1)))');
    expect(print('a <| b <| c -> d')).toBe('(a (b (c -> d)))');
    expect(print('x: a |> b')).toBe('(x: (b a))');
    expect(parse('a |> b <| c').errors).toMatchObject([{ code: 'unexpected-token', span: { start: 7, end: 9 } }]);
    expect(parse('a |> x: b').errors).toMatchObject([{ code: 'unexpected-token', span: { start: 5, end: 6 } }]);
  });

  test('sets within sets of the same name are merged', () => {
    expect(parse('{ a.x.q = 1; a = { x.z = 1; }; }').errors).toEqual([]);
    expect(parse('{ a.x.q = 1; a = { x.q = 1; }; }').errors).toMatchObject([
      { code: 'duplicate-attribute', span: { start: 21, end: 22 }, related: { start: 6, end: 7 } },
    ]);
  });
});

describe('precedence', () => {
  test.each([
    ['-a.b c', '(__sub 0 ((a).b c))'],
    ['!a == b', '((! a) == b)'],
    ['!a ? b', '(! ((a) ? b))'],
    ['a ? b.c ++ d', '(((a) ? b.c) ++ d)'],
    ['a ++ b ++ c', '(a ++ (b ++ c))'],
    ['a - b - c', '(__sub (__sub a b) c)'],
    ['a // b // c', '(a // (b // c))'],
    ['a -> b -> c', '(a -> (b -> c))'],
    ['a + b * c ++ d', '(a + (__mul b (c ++ d)))'],
    ['a.b or c d', '((a).b or (c) d)'],
    ['f a or b', '(f (a or) b)'],
    ['-1 + 2', '((__sub 0 1) + 2)'],
  ])('%s', (text, printed) => {
    expect(print(text)).toBe(printed);
  });
});

describe('errors and where they are', () => {
  test.each<[string, string, number, number]>([
    ['{ a = 1 }', 'expected-token', 7, 7],
    ['{ a = 1\n  b = 2; }', 'expected-token', 7, 7],
    ['{ a = ; }', 'expected-expression', 5, 5],
    ['{ a 1; }', 'expected-token', 3, 3],
    ['{ a. = 1; }', 'expected-token', 4, 4],
    ['{ a = 1; a = 2; }', 'duplicate-attribute', 9, 10],
    ['{ inherit a a; }', 'duplicate-attribute', 12, 13],
    ['{ inherit ${a}; }', 'dynamic-attribute', 10, 14],
    ['let ${a} = 1; in 2', 'dynamic-attribute', 4, 8],
    ['{ a, b, a }: a', 'duplicate-formal', 8, 9],
    ['a@{ b, a }: a', 'duplicate-formal', 7, 8],
    ['{ users.<name> = 1; }', 'placeholder', 8, 14],
    ['9223372036854775808', 'invalid-literal', 0, 19],
    ['[ ./a/ ]', 'invalid-literal', 2, 6],
    ['a == b == c', 'unexpected-token', 7, 9],
    ['[ -1 ]', 'unexpected-token', 2, 3],
    ['f x: x', 'unexpected-token', 2, 3],
    ['"abc', 'unclosed', 0, 1],
    ["''abc", 'unclosed', 0, 2],
    ['{ a = [ 1; }', 'unclosed', 6, 7],
    ['{ a = 1;', 'unclosed', 0, 1],
    ['(1', 'unclosed', 0, 1],
    ['let a = 1; b', 'unclosed', 0, 3],
    ['1 )', 'unexpected-token', 2, 3],
    ['', 'expected-expression', 0, 0],
    ['\ufeff1', 'unexpected-token', 0, 1],
  ])('%s', (text, code, start, end) => {
    expect(parse(text).errors).toMatchObject([{ code, span: { start, end } }]);
  });

  test('a missing token can be put in', () => {
    const { errors } = parse('{ a = 1 }');
    expect(errors[0]?.fix).toEqual({ span: { start: 7, end: 7 }, text: ';' });
  });
});

describe('strings', () => {
  const text = (source: string) => {
    const tree = parse(source);
    expect(tree.errors).toEqual([]);
    return (tree.root as StringLiteral).parts.map((part) => (part.kind === 'text' ? part.value : part.kind));
  };

  test('escapes', () => {
    expect(text('"a\\n\\"\\${b}$${c}\\x"')).toEqual(['a\n"${b}$${c}x']);
    expect(text('"a\r\nb\rc"')).toEqual(['a\nb\nc']);
    expect(text('"$"')).toEqual(['$']);
    expect(text("''a'''b''\\nc''${d}$''")).toEqual(["a''b\nc${d}$"]);
  });

  test('indentation', () => {
    expect(text("''\n    a\n      b\n\n    c\n  ''")).toEqual(['a\n  b\n\nc\n']);
    expect(text("''  a\n    b''")).toEqual(['a\n  b']);
    expect(text("''\n  ${x}\n    y\n''")).toEqual(['interpolation', '\n  y\n']);
    expect(text("''\n\ta\n''")).toEqual(['\ta\n']);
  });
});

describe('any text', () => {
  const anyText = fc.oneof(nixText, mutatedText, fc.string({ unit: 'binary', maxLength: 40 }));

  test('is given back by the tokens', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { tokens } = parse(source);
        let joined = '';
        for (let i = 0; i < tokens.count; i++) joined += source.slice(tokens.starts[i], tokens.starts[i + 1]);
        expect(joined).toBe(source);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test('has a tree whose nodes lie within each other and in order', () => {
    fc.assert(
      fc.property(anyText, (source) => checkSpans(parse(source))),
      { numRuns: 500, seed: 5 },
    );
  });

  test('has errors within it, and one wherever something is missing', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const tree = parse(source);
        for (const { span } of tree.errors) {
          expect(0 <= span.start && span.start <= span.end && span.end <= source.length).toBe(true);
        }
        if (tree.errors.length > 0) return;
        walk(tree.root, (node) => expect(node.kind).not.toBe('missing'));
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

function checkSpans(tree: SyntaxTree): void {
  walk(tree.root, (node: SyntaxNode) => {
    let from = node.start;
    for (const child of childrenOf(node)) {
      const where = `${child.kind} ${child.start}–${child.end} in ${node.kind} ${node.start}–${node.end} of ${tree.text}`;
      expect(child.start >= from && child.end <= node.end && child.start <= child.end, where).toBe(true);
      from = child.end;
    }
  });
}

describe('large and deep texts', () => {
  const deep = 10_000;

  test.each<[string, string]>([
    ['lists', `${'['.repeat(deep)}1${']'.repeat(deep)}`],
    ['parentheses', `${'('.repeat(deep)}1${')'.repeat(deep)}`],
    ['sets', `${'{ a = '.repeat(deep)}1${'; }'.repeat(deep)}`],
    ['interpolations', `${'"${'.repeat(deep)}a${'}"'.repeat(deep)}`],
    ['functions', `${'x: '.repeat(2 * deep)}1`],
    ['conditions', `${'if a then '.repeat(deep)}1${' else 2'.repeat(deep)}`],
    ['arguments', `f${' a'.repeat(deep * 10)}`],
    ['concatenations', `a${' ++ a'.repeat(deep * 10)}`],
    ['selections', `a${'.b'.repeat(deep * 10)}`],
    ['lets', `${'let a = 1; in '.repeat(deep)}a`],
    ['a string of 5 MB', `"${'a'.repeat(5_000_000)}"`],
    ['10 MB of bindings', `{ ${Array.from({ length: 400_000 }, (_, i) => `name${i} = "value";\n`).join('')} }`],
  ])('%s', (_, source) => {
    const tree = parse(source);
    expect(tree.errors).toEqual([]);
    let nodes = 0;
    walk(tree.root, () => nodes++);
    expect(nodes).toBeGreaterThan(0);
  });

  test.each<[string, string]>([
    ['unclosed lists', '['.repeat(deep)],
    ['unclosed sets', '{ a = '.repeat(deep)],
    ['unclosed strings', '"${'.repeat(deep * 2)],
    ['unclosed indented strings', "''${".repeat(deep * 2)],
    ['brackets of all kinds', '}{][)('.repeat(deep)],
    ['quotes', '"\n'.repeat(deep + 1)],
    ['quotes on one line', `{ a = [ ${'"x" '.repeat(deep)}"y ]; }`],
    ['comments', '/*\n'.repeat(deep * 10)],
    ['lets', 'let '.repeat(deep)],
  ])('broken: %s', (_, source) => {
    expect(parse(source).errors.length).toBeGreaterThan(0);
  });
});

test('an expression that is typed before its body keeps what follows', () => {
  const bindingsOf = (node: Expression) => (node.kind === 'attributeSet' ? node.bindings.length : -1);
  expect(bindingsOf(parse('{ a = [ "x";\n  b = 1; }').root)).toBe(2);
  expect(bindingsOf(parse('{\n  a = { x = 1;\n  b = 2;\n}').root)).toBe(2);
  expect(bindingsOf(parse('{\n  a = "x;\n  b = 2;\n}').root)).toBe(2);
  expect(bindingsOf(parse('{\n  a =\n  b = 2;\n}').root)).toBe(2);
  expect(bindingsOf(parse('{\n  a = (f x\n  ;b = 2;\n}').root)).toBe(2);
});
