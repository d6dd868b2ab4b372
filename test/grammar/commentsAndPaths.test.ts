import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt, scopesAt } from './expectScopes.ts';
import { comments, pathsAndUris } from './hardCases.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

describe('comments', () => {
  test.each(comments)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

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
  test.each(pathsAndUris)('%s', (_, text, drawing) => expectRoles(nix, text, drawing));

  test('search paths, paths and URIs are told apart', () => {
    expect(scopeAt(nix, '<nixpkgs>', '<')).toBe('string.unquoted.spath.nix');
    expect(scopeAt(nix, './a', '.')).toBe('string.unquoted.path.nix');
    expect(scopeAt(nix, 'github:a/b', 'g')).toBe('string.unquoted.uri.nix');
  });
});
