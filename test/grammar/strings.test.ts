import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt } from './expectScopes.ts';
import { indentedStrings, quotedStrings } from './hardCases.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

describe('double-quoted strings', () => {
  test.each(quotedStrings)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('escapes are told from text', () => {
    const text = '"a\\n \\${x} $${y} $z"';
    expect(scopeAt(nix, text, '\\n')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '\\$')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '$${y}')).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '$z')).toBe('string.quoted.double.nix');
  });
});

describe('indented strings', () => {
  test.each(indentedStrings)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

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
