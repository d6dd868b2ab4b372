import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt, scopesAt } from './expectScopes.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

const option = 'support.type.property-name.persistence.nix';
const path = 'string.other.link.path.persisted.nix';
const plain = 'string.quoted.double.nix';

const definition = `{
  environment.persistence."/persist" = {
    hideMounts = true; # "/comment"
    directories = [
      "/var/log"
      { directory = "/var/lib/x"; user = "u1"; mode = "0700"; }
    ] ++ lib.optionals config.a.enable [ "/var/lib/y" ];
    files = [ { file = "/etc/z"; parentDirectory.mode = "0750"; } ];
    users.alice = {
      directories = [ "Documents" ];
    };
    note = f "text";
  };
  other.directories = [ "/elsewhere" ];
}`;

describe('a definition of environment.persistence', () => {
  test.each([
    ['persistence', 'support.class.persistence.nix'],
    ['/persist"', path],
    ['hideMounts', option],
    ['true', 'constant.language.nix'],
    ['/comment', 'comment.line.number-sign.nix'],
    ['directories', option],
    ['/var/log', path],
    ['directory =', option],
    ['/var/lib/x', path],
    ['user =', option],
    ['u1', plain],
    ['mode', option],
    ['0700', plain],
    ['enable', 'variable.other.property.nix'],
    ['/var/lib/y', path],
    ['file =', option],
    ['/etc/z', path],
    ['parentDirectory', option],
    ['users', option],
    ['alice', 'entity.other.attribute-name.nix'],
    ['Documents', path],
    ['text', plain],
    ['/elsewhere', plain],
  ])('%s', (piece, scope) => expect(scopeAt(nix, definition, piece)).toBe(scope));
});

describe('the ways to write it', () => {
  test.each([
    '{ environment.persistence."/p".directories = [ "/x" ]; }',
    '{ environment.persistence.main = { directories = [ "/x" ]; }; }',
    '{ environment.persistence.${store}.directories = [ "/x" ]; }',
    '{ environment.persistence."${store}".directories = [ "/x" ]; }',
    '{ environment.persistence = { "/p" = { directories = [ "/x" ]; }; }; }',
    '{ environment.persistence = lib.mkIf a { "/p".directories = [ "/x" ]; }; }',
    '{ environment.persistence."/p" = lib.mkIf a ({ directories = lib.mkForce [ "/x" ]; }); }',
    '{ home.persistence."/p".directories = [ "/x" ]; }',
    '{ home-manager.users.alice.home.persistence."/p".directories = [ "/x" ]; }',
    '{ environment.persistence."/p".users.alice.files = map (a: { file = a; }) [ "/x" ]; }',
  ])('%s', (text) => expect(scopeAt(nix, text, '/x')).toBe(path));

  test('what only reads it opens nothing', () => {
    const text = '{ a = config.environment.persistence."/p".directories; b = [ "/x" ]; }';
    expect(scopeAt(nix, text, 'persistence')).toBe('support.class.persistence.nix');
    expect(scopeAt(nix, text, '/x')).toBe(plain);
  });

  test('longer names, strings and comments are left alone', () => {
    expect(scopeAt(nix, '{ environment.persistence-x = 1; }', 'persistence')).toBe('entity.other.attribute-name.nix');
    expect(scopeAt(nix, '{ my-environment.persistence = 1; }', 'persistence')).toBe('entity.other.attribute-name.nix');
    expect(scopesAt(nix, '"environment.persistence = 1"', 'persistence')).toEqual([plain]);
    expect(scopeAt(nix, '# environment.persistence = 1', 'persistence')).toBe('comment.line.number-sign.nix');
  });

  test('an interpolated path keeps its interpolation', () => {
    const text = '{ environment.persistence."/p".directories = [ "/a/${b}/c" ]; }';
    expect(scopeAt(nix, text, '/a')).toBe(path);
    expect(scopeAt(nix, text, 'b}')).toBe('variable.other.nix');
    expectRoles(nix, text, '..........................ssss.................ssssii.isss.....');
  });
});
