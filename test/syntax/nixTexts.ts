import fc from 'fast-check';
import { indentedPiece, legacy, name, number, operator, pathPiece, pathStart, stringPiece } from './nixPieces.ts';

/** Texts of the shape of Nix expressions. Most are accepted by Nix, since tokens are glued without a thought, not all. */
export const nixText: fc.Arbitrary<string> = fc.letrec<
  Record<'expression' | 'operation' | 'simple' | 'operand', string>
>((tie) => {
  const expression = tie('expression');
  const simple = tie('simple');
  const gap = fc.oneof(
    { weight: 24, arbitrary: fc.constant(' ') },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fc.constantFrom('\n', '\n  ', '\t', '\r\n', ' /* c */ ', '# c\n', '/**/', ' # "\n') },
  );
  const joined = (...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts.flatMap((part) => [part, gap])).map((pieces) => pieces.join(''));
  const text = (value: string) => fc.constant(value);
  const interpolation = fc
    .tuple(gap, expression, gap)
    .map(([before, inner, behind]) => `\${${before}${inner}${behind}}`);
  const string = fc
    .array(fc.oneof({ weight: 5, arbitrary: stringPiece }, { weight: 1, arbitrary: interpolation }), { maxLength: 5 })
    .map((parts) => `"${parts.join('')}"`);
  const indented = fc
    .array(fc.oneof({ weight: 6, arbitrary: indentedPiece }, { weight: 1, arbitrary: interpolation }), { maxLength: 8 })
    .map((parts) => `''${parts.join('')}''`);
  const path = fc
    .tuple(pathStart, fc.array(fc.oneof(pathPiece, interpolation), { maxLength: 3 }))
    .map(([start, rest]) => start + rest.join(''));
  const attribute = fc.oneof(
    { weight: 16, arbitrary: name },
    { weight: 2, arbitrary: string },
    { weight: 1, arbitrary: interpolation },
  );
  const attrPath = fc.array(attribute, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));
  const binding = fc.oneof(
    { weight: 6, arbitrary: joined(attrPath, text('='), expression, text(';')) },
    {
      weight: 1,
      arbitrary: joined(
        text('inherit'),
        fc.array(attribute, { maxLength: 3 }).map((a) => a.join(' ')),
        text(';'),
      ),
    },
    {
      weight: 1,
      arbitrary: joined(
        text('inherit ('),
        expression,
        text(')'),
        fc.array(name, { maxLength: 3 }).map((a) => a.join(' ')),
        text(';'),
      ),
    },
  );
  const bindings = fc.array(binding, { maxLength: 4 }).map((all) => all.join(''));
  const formal = fc.oneof(name, joined(name, text('?'), expression));
  const formals = fc
    .tuple(fc.array(formal, { maxLength: 3 }), fc.constantFrom('', '...', ', ...', ','))
    .map(([items, rest]) => `{ ${items.join(', ')}${items.length === 0 ? rest.replace(', ', '') : rest} }`);
  const list = fc.array(tie('operand'), { maxLength: 3 }).map((items) => items.join(' '));
  const lambda = fc.oneof(
    joined(name, text(':'), expression),
    joined(formals, text(':'), expression),
    joined(formals, text('@'), name, text(':'), expression),
    joined(name, text('@'), formals, text(':'), expression),
  );
  return {
    simple: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: name },
      { weight: 2, arbitrary: number },
      { weight: 1, arbitrary: legacy },
      { weight: 3, arbitrary: string },
      { weight: 2, arbitrary: indented },
      { weight: 2, arbitrary: path },
      { weight: 2, arbitrary: joined(text('('), expression, text(')')) },
      { weight: 2, arbitrary: joined(text('['), list, text(']')) },
      { weight: 3, arbitrary: joined(text('{'), bindings, text('}')) },
      { weight: 1, arbitrary: joined(text('rec {'), bindings, text('}')) },
      { weight: 1, arbitrary: joined(text('let {'), bindings, text('}')) },
    ),
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: simple },
      { weight: 2, arbitrary: joined(simple, text('.'), attrPath) },
      { weight: 1, arbitrary: joined(simple, text('.'), attrPath, text('or'), tie('operand')) },
      { weight: 1, arbitrary: joined(simple, text('or')) },
    ),
    operation: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 16, arbitrary: tie('operand') },
      { weight: 6, arbitrary: joined(tie('operand'), tie('operand')) },
      { weight: 10, arbitrary: joined(tie('operation'), operator, tie('operation')) },
      { weight: 3, arbitrary: joined(fc.constantFrom('-', '!'), tie('operation')) },
      { weight: 3, arbitrary: joined(tie('operation'), text('?'), attrPath) },
      { weight: 1, arbitrary: expression },
    ),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 14, arbitrary: tie('operation') },
      { weight: 2, arbitrary: lambda },
      { weight: 1, arbitrary: joined(text('if'), expression, text('then'), expression, text('else'), expression) },
      { weight: 1, arbitrary: joined(text('with'), expression, text(';'), expression) },
      { weight: 1, arbitrary: joined(text('assert'), expression, text(';'), expression) },
      { weight: 2, arbitrary: joined(text('let'), bindings, text('in'), expression) },
    ),
  };
}).expression;

/** A change to a text: at a share of its length something is taken out, put in, doubled or moved. */
interface Mutation {
  readonly place: number;
  readonly length: number;
  readonly kind: 'delete' | 'insert' | 'double' | 'replace' | 'cut';
  readonly piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('delete', 'insert', 'double', 'replace', 'cut'),
  piece: fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      ';',
      ',',
      '.',
      '...',
      '=',
      '==',
      ':',
      '@',
      '?',
      '!',
      '-',
      '"',
      "''",
      "'",
      '${',
      '$',
      '\\',
    ],
    ...[
      ' or ',
      ' in ',
      ' let ',
      ' if ',
      ' then ',
      ' else ',
      ' rec ',
      ' with ',
      ' inherit ',
      ' assert ',
      '/',
      '//',
      '/*',
      '*/',
      '#',
    ],
    ...[
      '\n',
      '<',
      '>',
      '&&',
      '||',
      '->',
      '~',
      '1',
      '.5',
      'a',
      'a:',
      '^',
      '\u00a0',
      '\ufeff',
      '`',
      '<a>',
      'x:y',
      'é',
      '&',
      '|',
    ],
  ),
});

/** Texts near those of `nixText`, a good part of which Nix refuses. */
export const mutatedText: fc.Arbitrary<string> = fc
  .tuple(nixText, fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([text, mutations]) => mutations.reduce(mutate, text));

function mutate(text: string, { place, length, kind, piece }: Mutation): string {
  const at = Math.floor(place * text.length);
  const [before, middle, behind] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (kind) {
    case 'delete':
      return before + behind;
    case 'insert':
      return before + piece + middle + behind;
    case 'double':
      return before + middle + middle + behind;
    case 'replace':
      return before + piece + behind;
    case 'cut':
      return before;
  }
}
