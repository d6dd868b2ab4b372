import { beforeAll, describe, expect, test } from 'vitest';
import { expectRoles, scopeAt, scopesAt } from './expectScopes.ts';
import { nixTokenizer, type Tokenizer } from './tokenize.ts';

let nix: Tokenizer;
beforeAll(async () => {
  nix = await nixTokenizer();
});

const shell = 'meta.embedded.block.shell';

describe('which strings are shell', () => {
  test.each([
    "{ script = ''cmd''; }",
    "{ preStart = ''cmd''; }",
    "{ postStop = ''cmd''; }",
    "{ buildPhase = ''cmd''; }",
    "{ postInstall = ''cmd''; }",
    "{ shellHook = ''cmd''; }",
    "{ startScript = ''cmd''; }",
    "{ boot.initrd.postResumeCommands = lib.mkAfter ''cmd''; }",
    "{ script =\n  ''\n  cmd''; }",
    "{ script = lib.mkIf (a == [ 1 ]) (lib.mkBefore ''cmd''); }",
    "{ script = let a = [ 1 ]; in ''cmd''; }",
    "{ script = with lib; ''cmd''; }",
    "{ script = ''a'' + ''cmd''; }",
    "{ system.activationScripts.foo = ''cmd''; }",
    "{ system.activationScripts.foo.text = ''cmd''; }",
    "{ home.activation.foo = lib.hm.dag.entryAfter [ \"x\" ] ''cmd''; }",
    "pkgs.writeShellScript \"name\" ''cmd''",
    "writeShellScriptBin \"name\" ''cmd''",
    "pkgs.runCommand \"name\" { a = ''b''; } ''cmd''",
    "pkgs.writeShellApplication { name = \"x\"; text = ''cmd''; }",
    "x = /* bash */ ''cmd'';",
  ])('%s', (text) => expect(scopesAt(nix, text, 'cmd')).toContain(shell));

  test.each([
    "{ description = ''cmd''; }",
    "{ text = ''cmd''; }",
    "{ testScript = ''cmd''; }",
    "{ extraTestScript = ''cmd''; }",
    "{ luaScript = ''cmd''; }",
    "{ script = { help = ''cmd''; }; }",
    "{ script = ''x''; help = ''cmd''; }",
    "[ (writeShellScript \"x\" ''y'') ''cmd'' ]",
    "{ a = writeShellScript \"x\" ./y; b = ''cmd''; }",
    "{ scripted = ''cmd''; }",
    '{ script = "cmd"; }',
  ])('not %s', (text) => expect(scopesAt(nix, text, 'cmd')).not.toContain(shell));
});

describe('a shell string ends where Nix ends it', () => {
  /** Shell that leaves something open at its end; a real shell grammar would run on into the Nix behind it. */
  test.each([
    ['double quote', 'echo "a'],
    ['single quote', "echo 'a "],
    ['apostrophe in a comment', "# don't"],
    ['here document', 'cat <<EOF\n text'],
    ['quoted here document', "cat <<'EOF'\n text"],
    ['substitution', 'echo $(a'],
    ['arithmetic', 'echo $((1'],
    ['backquote', 'echo `a'],
    ['parameter', "echo ''${a"],
    ['if', 'if true; then'],
    ['case', 'case a in'],
    ['function', 'f() {'],
    ['array', 'a=(1'],
    ['test', '[[ a'],
    ['backslash', 'a \\'],
    ['backslash in double quotes', '"a \\'],
    ['dollar', 'a $'],
    ['dollar in double quotes', '"a $'],
    ['two dollars', 'a $$'],
    ['comment', '# a'],
    ['escaped quotes in a single quote', "'a '''b "],
  ])('%s', (_, body) => {
    const text = `{ script = ''\n${body}''; after = 1; # end\n}`;
    expect(scopeAt(nix, text, 'after')).toBe('entity.other.attribute-name.nix');
    expect(scopesAt(nix, text, 'after')).not.toContain(shell);
    expect(scopesAt(nix, text, '# end')).toContain('comment.line.number-sign.nix');
  });
});

describe('Nix within shell', () => {
  test.each([
    ['plain', 'a ${x} b'],
    ['in double quotes', '"a ${x} b"'],
    ['in single quotes', "'a ${x} b'"],
    ['in a comment', '# a ${x} b'],
    ['in a here document', 'cat <<EOF\n${x}\nEOF'],
    ['behind a backslash', '\\${x}'],
    ['behind a backslash in double quotes', '"\\${x}"'],
    ['behind an escaped dollar', "''$${x}"],
    ['behind three dollars', '$$${x}'],
    ['in a shell parameter', "''${a:-${x}}"],
  ])('interpolation %s', (_, body) => {
    const text = `{ script = ''\n${body}\n''; }`;
    expect(scopesAt(nix, text, 'x')).toEqual(expect.arrayContaining(['meta.embedded.expression.nix']));
  });

  test('two dollars keep a brace from opening an interpolation', () => {
    expectRoles(nix, "{ script = '' $${x} '';}", '...........sssssssssss..');
    expect(scopesAt(nix, "{ script = '' \"\\$${x}\" ''; }", 'x')).not.toContain('meta.embedded.expression.nix');
  });

  test('escapes stay Nix escapes everywhere', () => {
    const text = "{ script = ''\n''${A} \"''${B}\" '''c''' # '''\n''\\n''; }";
    expect(scopeAt(nix, text, "''${A")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, '{A')).toBe('variable.other.bracket.shell');
    expect(scopeAt(nix, text, "''${B")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, "'''c")).toBe('constant.character.escape.nix');
    expect(scopeAt(nix, text, "''\\n")).toBe('constant.character.escape.nix');
  });

  test('strings and comments of Nix in an interpolation are Nix again', () => {
    const text = "{ script = ''\n${lib.concatStrings [ \"a\" /* b */ ''# c'' ]}\n''; }";
    expect(scopesAt(nix, text, 'a" ')).toContain('string.quoted.double.nix');
    expect(scopesAt(nix, text, ' b ')).toContain('comment.block.nix');
    expect(scopesAt(nix, text, '# c').at(-1)).toBe('string.quoted.other.indented.nix');
  });
});

describe('shell itself', () => {
  const text = `{ script = ''
  # note
  wipe() {
    for i in $(ls "$1"); do
      if [[ -e $i ]]; then export A=1; rm -rf 'x y' || exit 1; fi
    done
  }
  echo if > /dev/null
  cat <<EOF
  $HOME if
  EOF
  mount --bind a b
  B=2
  function go { echo "q"; }
  case $i in
  esac
''; }`;

  test.each([
    ['# note', 'punctuation.definition.comment.shell'],
    ['note', 'comment.line.number-sign.shell'],
    ['wipe', 'entity.name.function.shell'],
    ['for', 'keyword.control.shell'],
    ['in $', 'keyword.control.shell'],
    ['do\n', 'keyword.control.shell'],
    ['1")', 'variable.other.normal.shell'],
    ['if [', 'keyword.control.shell'],
    ['[[', 'punctuation.definition.logical-expression.shell'],
    ['then', 'keyword.control.shell'],
    ['export', 'support.function.builtin.shell'],
    ['-rf', 'constant.other.option.shell'],
    ['x y', 'string.quoted.single.shell'],
    ['||', 'keyword.operator.logical.shell'],
    ['exit', 'keyword.control.shell'],
    ['fi\n', 'keyword.control.shell'],
    ['done', 'keyword.control.shell'],
    ['echo', 'support.function.builtin.shell'],
    ['if >', shell],
    ['EOF', 'keyword.control.heredoc-token.shell'],
    ['HOME', 'variable.other.normal.shell'],
    [' if\n', 'string.unquoted.heredoc.shell'],
    ['--bind', 'constant.other.option.shell'],
    ['> /dev', 'keyword.operator.redirect.shell'],
    ['B=', 'variable.other.assignment.shell'],
    ['go', 'entity.name.function.shell'],
    ['q"', 'string.quoted.double.shell'],
    ['in\n', 'keyword.control.shell'],
  ])('%s', (piece, scope) => expect(scopeAt(nix, text, piece)).toBe(scope));
});
