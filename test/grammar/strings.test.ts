import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt } from './expectScopes.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

/** Name, text and drawing. The semicolon shows whether the string ended where it should. */
const quoted: readonly (readonly [string, string, string])[] = [
  ['plain', '"a b";', 'sssss.'],
  ['escaped quote', '"a\\"b";', 'ssssss.'],
  ['escaped backslash before the quote', '"a\\\\";', 'sssss.'],
  ['escaped interpolation', '"\\${x}";', 'sssssss.'],
  ['interpolation', '"a${x}b";', 'ssii.iss.'],
  ['two dollars are text', '"$${x}";', 'sssssss.'],
  ['three dollars are text and an interpolation', '"$$${x}";', 'sssii.is.'],
  ['four dollars are text', '"$$$${x}";', 'sssssssss.'],
  ['a dollar before the quote', '"a$";', 'ssss.'],
  ['two dollars before the quote', '"$$";', 'ssss.'],
  ['dollar and escape', '"$\\${x}";', 'ssssssss.'],
  ['dollar and name', '"$x";', 'ssss.'],
  ['braces without a dollar', '"{x}";', 'sssss.'],
  ['comment marks', '"# /* x */";', 'sssssssssss.'],
  ['quotes of the other kind', '"\'\'";', 'ssss.'],
  ['string in an interpolation', '"a${"b"}c";', 'ssiisssiss.'],
  ['nested interpolation', '"${"${"x"}"}";', 'siisiisssisis.'],
  ['braces in an interpolation', '"${f { a = { }; }}";', 'sii..............is.'],
  ['comment in an interpolation', '"${x /* } */}";', 'sii..cccccccis.'],
  ['over lines', '"a\nb ${x\n} c";\n', 'ss\nssii.\nisss.\n'],
  ['escape at the end of a line', '"a\\\n";', 'sss\ns.'],
];

const indented: readonly (readonly [string, string, string])[] = [
  ['plain', "''a b'';", 'sssssss.'],
  ['empty', "'''';", 'ssss.'],
  ['single quote', "''a'b'';", 'sssssss.'],
  ['single quote before the end', "''a' '';", 'sssssss.'],
  ['escaped quotes', "''a'''b'';", 'sssssssss.'],
  ['escaped quotes at the start', "'''''b'';", 'ssssssss.'],
  ['escaped quotes and a quote', "'''''' x'';", 'ssssssssss.'],
  ['escaped interpolation', "''''${x}'';", 'ssssssssss.'],
  ['escaped dollar and interpolation', "''''$${x}'';", 'sssssii.iss.'],
  ['escaped line break', "''a''\\nb'';", 'ssssssssss.'],
  ['escaped dollar by backslash', "''''\\${x}'';", 'sssssssssss.'],
  ['escaped quote by backslash', "''''\\''';", 'ssssssss.'],
  ['interpolation', "''a${x}b'';", 'sssii.isss.'],
  ['two dollars are text', "''$${x}'';", 'sssssssss.'],
  ['three dollars', "''$$${x}'';", 'ssssii.iss.'],
  ['a dollar before the end', "''a$'';", 'ssssss.'],
  ['two dollars before the end', "''$$'';", 'ssssss.'],
  ['quote and interpolation', "'''a'${x}'';", 'sssssii.iss.'],
  ['backslash is text', "''a\\'';", 'ssssss.'],
  ['backslash and interpolation', "''\\${x}'';", 'sssii.iss.'],
  ['double quote', "''a\"b'';", 'sssssss.'],
  ['comment marks', "''# /* x'';", 'ssssssssss.'],
  ['indented in indented', "''a${''b''}c'';", 'sssiisssssisss.'],
  ['over lines', "''\n  a ${x}\n  '''b\n'';\n", 'ss\nssssii.i\nssssss\nss.\n'],
];

describe('double-quoted strings', () => {
  test.each(quoted)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('escapes are told from text', () => {
    const text = '"a\\n \\${x} $${y} $z"';
    expect(scopeAt(nix, text, '\\n')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '\\$')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '$${y}')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '$z')).toBe('string.quoted.double.nix');
  });
});

describe('indented strings', () => {
  test.each(indented)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('escapes are told from text', () => {
    const text = "''\n ''' ''${x} ''\\t $${y} 'z\n''";
    expect(scopeAt(nix, text, "'''")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, "''${")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, "''\\t")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '$${y}')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, "'z")).toBe('string.quoted.other.indented.nix');
  });
});

test('code in an interpolation has the scopes of code', () => {
  const text = '"${lib.getExe pkgs.hello} ${toString 1}"';
  expect(scopeAt(nix, text, 'getExe')).toBe('support.function.lib.nix');
  expect(scopeAt(nix, text, 'hello')).toBe('variable.other.property.nix');
  expect(scopeAt(nix, text, '1')).toBe('constant.numeric.integer.nix');
});
