import { beforeAll, describe, expect, test } from 'vitest';
import { scopeAt, scopesAt } from './expectScopes.ts';
import { markdownTokenizer, type Tokenizer } from './tokenize.ts';

let markdown: Tokenizer;
beforeAll(async () => {
  markdown = await markdownTokenizer();
});

const block = 'meta.embedded.block.nix';

describe('Nix in fences', () => {
  test.each([
    ['backquotes', '```nix\n{ a = "b"; }\n```\n# end'],
    ['tildes', '~~~nix\n{ a = "b"; }\n~~~\n# end'],
    ['more backquotes', '````nix\n{ a = "b"; }\n````\n# end'],
    ['capital letter', '```Nix\n{ a = "b"; }\n```\n# end'],
    ['attributes', '```nix title="x"\n{ a = "b"; }\n```\n# end'],
    ['braces', '```nix {1-2}\n{ a = "b"; }\n```\n# end'],
    ['indented', '  ```nix\n  { a = "b"; }\n  ```\n# end'],
    ['several lines', '```nix\n{\n\n  x = 1;\n  a = "b";\n}\n```\n# end'],
    ['open string', '```nix\n{ a = "b\n```\n# end'],
    ['open indented string', "```nix\n{ a = ''\n \"b\n```\n# end"],
    ['open shell', "```nix\n{ a = 1; script = ''\n echo \"b\n```\n# end"],
    ['open comment', '```nix\n{ a = "b"; } /*\n```\n# end'],
  ])('%s', (_, text) => {
    expect(scopesAt(markdown, text, 'a =')).toEqual(expect.arrayContaining([block, 'entity.other.attribute-name.nix']));
    expect(scopesAt(markdown, text, 'b')).toContain(block);
    expect(scopesAt(markdown, text, '# end')).toEqual(['heading.markdown']);
  });

  test('the language is marked', () => {
    expect(scopeAt(markdown, '```nix\n1\n```', 'nix')).toBe('fenced_code.block.language.markdown');
  });

  test.each(['```nixos\n{ a = 1; }\n```', '```sh\n{ a = 1; }\n```', '```\n{ a = 1; }\n```'])('not in %s', (text) => {
    expect(scopesAt(markdown, text, 'a =')).not.toContain(block);
  });
});
