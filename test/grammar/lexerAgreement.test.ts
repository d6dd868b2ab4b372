import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { lex, TokenKind } from '../../server/src/nix/syntax/lexer.ts';
import { comments, indentedStrings, pathsAndUris, quotedStrings } from './hardCases.ts';
import { nixTokenizer, type Role, roleOf, type Tokenizer } from './tokenize.ts';

// What the editor colours as string or comment must be what the engine reads as such: same text, character by character.

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

const shell: readonly string[] = [
  '# it\'s ${x} "a',
  'echo "a ${x} \\"b\\" \\${y} $$ $${z}" \'c\' $(d)',
  "cat <<'EOF'\n ${x} don't\nEOF\necho '''a''' ''${b} ''\\n ''$${c}",
  'a=$b; [[ $a ]] || exit 1 # "${x}"',
  "awk '{ print $1 }' | sed -e 's/a/${b}/' \\\n > c",
  "echo \\' \\\" '${a}'\\${b}",
];

const modules: readonly string[] = [
  '{ a, b ? "c" /* d */, ... }@e:\n{ inherit (f) g "h" ${"i"}; j."k".${l} = m: n:o; }',
  'let { body = "a"; b = rec { c = 1; }; }',
  'with a; assert b; if c then ./d/${e} else <f/g> // { }',
  '{ environment.persistence."/p/${a}" = { directories = [ "/b" { directory = \'\'/c\'\'; } ]; }; # d\n}',
  "pkgs.runCommand \"a\" { b = ''c''; } ''\n d ${e}\n''",
  'a |> b <| c: "d"',
  '__curPos // { or = 1; } // (a.b or "c")',
];

describe('hard cases', () => {
  test.each([...quotedStrings, ...indentedStrings, ...comments, ...pathsAndUris])('%s', (_, text) =>
    expectAgreement(text),
  );
  test.each(shell)('shell %j', (body) => expectAgreement(`{ script = ''\n${body}\n''; a = "b"; }`));
  test.each(modules)('%j', (text) => expectAgreement(text));
});

describe('configurations', () => {
  const cases = new URL('../golden/cases/', import.meta.url);
  const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.nix'));

  test('there are some', () => expect(files.length).toBeGreaterThan(100));
  test.each(files)('%s', (file) => expectAgreement(readFileSync(new URL(file, cases), 'utf8')));
});

function expectAgreement(text: string): void {
  const ofLexer = rolesOfLexer(text);
  for (const token of nix(text)) {
    const role = roleOf(token.scopes);
    for (let at = token.start; at < token.end; at += 1) {
      if (ofLexer[at] !== role) {
        const around = `${text.slice(Math.max(0, at - 40), at)}⟪${text.slice(at, at + 40)}`;
        expect.fail(`grammar says ${role}, lexer says ${ofLexer[at]} at ${at}: ${around}`);
      }
    }
  }
}

/** The role of each character; the brace that closes an interpolation is found by counting braces. */
function rolesOfLexer(text: string): readonly Role[] {
  const { count, kinds, starts } = lex(text);
  const roles: Role[] = new Array(text.length).fill('code');
  const open: ('brace' | 'interpolation')[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index] ?? TokenKind.EndOfFile;
    if (kind === TokenKind.BraceOpen) open.push('brace');
    if (kind === TokenKind.Interpolation) open.push('interpolation');
    const closes = kind === TokenKind.BraceClose && open.pop() === 'interpolation';
    roles.fill(closes ? 'interpolation' : (roleOfKind.get(kind) ?? 'code'), starts[index], starts[index + 1]);
  }
  return roles;
}

const roleOfKind: ReadonlyMap<number, Role> = new Map<number, Role>([
  [TokenKind.LineComment, 'comment'],
  [TokenKind.BlockComment, 'comment'],
  [TokenKind.StringOpen, 'string'],
  [TokenKind.StringText, 'string'],
  [TokenKind.StringEscaped, 'string'],
  [TokenKind.StringClose, 'string'],
  [TokenKind.IndentOpen, 'string'],
  [TokenKind.IndentText, 'string'],
  [TokenKind.IndentEscape, 'string'],
  [TokenKind.IndentClose, 'string'],
  [TokenKind.Path, 'path'],
  [TokenKind.PathText, 'path'],
  [TokenKind.SearchPath, 'path'],
  [TokenKind.Uri, 'path'],
  [TokenKind.Interpolation, 'interpolation'],
]);
