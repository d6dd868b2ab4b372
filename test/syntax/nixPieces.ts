import fc from 'fast-check';

/** Names, now and then keywords as names and what looks like keywords. */
export const name = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...'abcdefghijklmnpqrstuvwxyz') },
  { weight: 3, arbitrary: fc.constantFrom('a-b', "x'", '_', 'body', 'e5', 'rec1', '__curPos', 'letx', 'inn', 'orr') },
  { weight: 1, arbitrary: fc.constantFrom('or', 'or', 'rec', 'if', 'in') },
);

/** Numbers, in and out of range. */
export const number = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('0', '1', '42', '007', '1.', '.5', '0.5', '1.5e3', '1.0E-3', '1.e2') },
  { weight: 1, arbitrary: fc.constantFrom('00.5', '1e5', '9223372036854775807', '9223372036854775808', '1.0e400') },
);

/** URIs, search paths and what borders on them. */
export const legacy = fc.constantFrom(
  'http://a.b/c?d=e',
  'x:y',
  '<nixpkgs>',
  '<a/b.c>',
  'a.b:c',
  '~/x',
  '~/a/b',
  'a_b:c',
);

/** Binary operators. */
export const operator = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '++',
  '//',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
  '->',
);

/** What may stand in a double-quoted string. */
export const stringPiece = fc.constantFrom(
  'a',
  ' b ',
  '$',
  '$$',
  '\\n',
  '\\t',
  '\\r',
  '\\"',
  '\\${',
  '\\\\',
  '\\x',
  '\n',
  '\r\n',
  '\r',
  '{',
  '}',
  "'",
  "''",
  '#',
  '/*',
  '$${',
  '\\\n',
  'é',
  '$\\',
  '😀',
);

/** What may stand in an indented string. */
export const indentedPiece = fc.constantFrom(
  'a',
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    ',
  '\n\n',
  "'",
  "''$",
  "'''",
  "''\\n",
  "''\\t",
  "''\\x",
  '$',
  '$$',
  "''${",
  '"',
  '\t',
  '\r\n',
  '\\',
  '{',
  '}',
  "$'",
  "'a",
  'é',
  '$${',
  ' \n',
  "''\\\n",
);

/** Beginnings of paths. */
export const pathStart = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('./a', '../b', '/etc', 'a/b', './.', '~/c', 'a-b+c/d', '1/2', '.../x') },
  { weight: 1, arbitrary: fc.constantFrom('./', '/', 'a/', '/a/b/') },
);

/** What may follow in a path. */
export const pathPiece = fc.constantFrom('/a', 'b', '.c', '/', '/d/e', '-f', '//');
