import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt, scopesAt } from './expectScopes.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

describe('comments', () => {
  test.each([
    ['line', 'a # b "c\nd', '..cccccc\n.'],
    ['line that ends with a carriage return', 'a # b\rc', '..ccc\r.'],
    ['line before CRLF', '# a\r\nb', 'ccc\r\n.'],
    ['block', 'a /* b */ c', '..ccccccc..'],
    ['block over lines', '/* a\n "b\n*/ c', 'cccc\nccc\ncc..'],
    ['empty block', '/**/ a', 'cccc..'],
    ['block of stars', '/***/ a', 'ccccc..'],
    ['slash behind the opening is no end', '/*/ a */ b', 'cccccccc..'],
    ['blocks do not nest', '/* /* */ a', 'cccccccc..'],
    ['line comment in a block', '/* # */ a', 'ccccccc..'],
    ['block opening in a line comment', '# /*\na', 'cccc\n.'],
    ['behind a name', 'a#b\nc', '.cc\n.'],
    ['between names and slashes', 'a/*b*/c', '.ccccc.'],
  ])('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('documentation comments are told from plain ones', () => {
    expect(scopesAt(nix, '/** a */', 'a')).toContain('comment.block.documentation.nix');
    expect(scopesAt(nix, '/**/ a /* b */', '/**/')).toContain('comment.block.nix');
    expect(scopesAt(nix, '/*** a */', 'a')).toContain('comment.block.nix');
    expect(scopeAt(nix, '/** `code` */', 'code')).toBe('markup.inline.raw.nix');
    expect(scopeAt(nix, '/**\n  # Type\n*/', 'Type')).toBe('markup.heading.nix');
  });

  test.each(['TODO', 'FIXME', 'XXX', 'NOTE'])('%s is marked in every kind of comment and nowhere else', (tag) => {
    expect(scopeAt(nix, `# a ${tag}: b`, tag)).toBe('keyword.codetag.notation.nix');
    expect(scopeAt(nix, `/* ${tag} */`, tag)).toBe('keyword.codetag.notation.nix');
    expect(scopeAt(nix, `/** ${tag} */`, tag)).toBe('keyword.codetag.notation.nix');
    expect(scopeAt(nix, `# ${tag}S`, tag)).toBe('comment.line.number-sign.nix');
    expect(scopeAt(nix, tag, tag)).toBe('variable.other.nix');
  });

  test('a comment that silences a rule is marked', () => {
    const text = '# impermanence: ignore tmpfs-size -- small on purpose';
    expect(scopeAt(nix, text, 'ignore')).toBe('keyword.control.directive.impermanence.nix');
    expect(scopeAt(nix, text, 'tmpfs')).toBe('comment.line.number-sign.nix');
  });
});

describe('paths and URIs', () => {
  test.each([
    ['relative', './a/b;', 'ppppp.'],
    ['absolute', '/a;', 'pp.'],
    ['parent', '../.;', 'pppp.'],
    ['without a dot', 'a/b;', 'ppp.'],
    ['home', '~/x;', 'ppp.'],
    ['numbers', '1/2;', 'ppp.'],
    ['division', 'a / b;', '......'],
    ['division with one space', 'a/ b;', '.....'],
    ['slash before the name', 'a /b;', '..pp.'],
    ['update', 'a//b;', '.....'],
    ['update of a path', 'a // /b;', '.....pp.'],
    ['behind a quote in a name', "a'/b;", '..pp.'],
    ['concatenation and path', 'a ++ ./b;', '.....ppp.'],
    ['has-attribute and path', 'a ? b/c;', '....ppp.'],
    ['search path', '<nixpkgs/nixos>;', 'ppppppppppppppp.'],
    ['less than', 'a <b && c> d;', '.............'],
    ['interpolation at the end', './a/${b};', 'ppppii.i.'],
    ['interpolation within', './a/${b}/c;', 'ppppii.ipp.'],
    ['interpolation and name', './a/${b}c.nix;', 'ppppii.ippppp.'],
    ['interpolation behind a name', './a-${b}/c;', 'ppppii.ipp.'],
    ['interpolations in a row', './${a}${b}/${c};', 'ppii.iii.ipii.i.'],
    ['home and interpolation', '~/${b};', 'ppii.i.'],
    ['root and interpolation', '/${b};', 'pii.i.'],
    ['interpolation without a slash', 'a${b};', '.ii.i.'],
    ['string in a path', './a/${"b"}/c;', 'ppppiisssipp.'],
    ['space ends a path', './a/${b} c;', 'ppppii.i...'],
    ['URI', 'http://a.b/c?d=e;', 'pppppppppppppppp.'],
    ['URI of two letters', 'a:b;', 'ppp.'],
    ['lambda', 'a: b;', '.....'],
    ['lambda of a set', 'a:{ };', '......'],
    ['curried without spaces', 'a:b:{ };', 'pppp....'],
    ['underscore makes no scheme', 'a_b:c;', '......'],
  ])('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('search paths, paths and URIs are told apart', () => {
    expect(scopeAt(nix, '<nixpkgs>', '<')).toBe('string.unquoted.spath.nix');
    expect(scopeAt(nix, './a', '.')).toBe('string.unquoted.path.nix');
    expect(scopeAt(nix, 'github:a/b', 'g')).toBe('string.unquoted.uri.nix');
  });
});
