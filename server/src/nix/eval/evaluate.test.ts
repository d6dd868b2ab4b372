import { describe, expect, it } from 'vitest';
import { evaluated, memorySources } from '../../../../test/eval/memory.ts';
import { ready } from './value.ts';

const shown = (text: string) => evaluated(text).shown;

describe('provenance', () => {
  /** The texts of the sites of a list's items. */
  const itemSites = (text: string) => {
    const { value, textAt } = evaluated(text);
    if (value.kind !== 'list') throw new Error(JSON.stringify(value));
    return value.items.map((item) => textAt(item.kind === 'item' ? item.site : undefined));
  };

  it.each([
    ['[ "a" ] ++ [ "b" ]'],
    ['map (x: x + "!") [ "a" "b" ]'],
    ['lib.optionals true [ "a" "b" ]'],
    ['lib.optional true "a" ++ lib.singleton "b"'],
    ['builtins.concatLists [ [ "a" ] [ "b" ] ]'],
    ['lib.flatten [ [ "a" ] [ [ "b" ] ] ]'],
    ['builtins.filter (x: x != "c") [ "a" "c" "b" ]'],
    ['builtins.foldl\' (all: x: all ++ x) [ ] [ [ "a" ] [ "b" ] ]'],
    ['builtins.sort (x: y: x < y) [ "b" "a" ]'],
    ['lib.unique [ "a" "b" "a" ]'],
    ['lib.imap0 (n: x: x) [ "a" "b" ]'],
    ['lib.concatMap (x: x) [ [ "a" ] [ "b" ] ]'],
    ['lib.forEach [ "a" "b" ] (x: { directory = x; })'],
    ['lib.take 2 [ "a" "b" "c" ]'],
    ['lib.reverseList [ "b" "a" ]'],
    ['(builtins.partition (x: x != "c") [ "a" "c" "b" ]).right'],
    ['let xs = [ "a" "b" ]; in if true then xs else [ ]'],
  ])('of items: %s', (text) => {
    expect(itemSites(text)).toEqual(['"a"', '"b"']);
  });

  it('of values, through functions and bindings', () => {
    const { value, textAt } = evaluated('let f = x: x; in f (if true then "here" else "there")');
    expect(textAt(value.site)).toBe('"here"');
    const flag = evaluated('{ a = true; }.a');
    expect(flag.textAt(flag.value.site)).toBe('true');
  });

  it('of the parts of a string', () => {
    const { value, textAt } = evaluated('let base = "/var"; in "${base}/lib" + toString "/x"');
    if (value.kind !== 'string') throw new Error(value.kind);
    expect(value.pieces?.map((piece) => [value.text.slice(piece.start, piece.end), textAt(piece.site)])).toEqual([
      ['/var', '"/var"'],
      ['/lib', '/lib'],
      ['/x', '"/x"'],
    ]);
    const cut = evaluated('lib.removePrefix "/" (builtins.substring 0 6 ("/va" + "r/lib"))');
    if (cut.value.kind !== 'string') throw new Error(cut.value.kind);
    expect(cut.value.pieces?.map((piece) => cut.textAt(piece.site))).toEqual(['"/va"', '"r/lib"']);
  });

  it('of the names of attributes, generated ones included', () => {
    const names = (text: string) => {
      const { value, textAt } = evaluated(text);
      return value.kind === 'attrs' ? [...value.entries.values()].map((attr) => textAt(attr.site)) : [];
    };
    expect(names('{ a.b = 1; "c" = 2; }')).toEqual(['a', '"c"']);
    expect(names('lib.genAttrs [ "x" "y" ] (n: n)')).toEqual(['"x"', '"y"']);
    expect(names('builtins.mapAttrs (n: v: v) { a = 1; }')).toEqual(['a']);
    expect(names('builtins.listToAttrs [ (lib.nameValuePair "n" 1) ]')).toEqual(['"n"']);
    expect(names('let v = 1; in { inherit v; }')).toEqual(['v']);
  });

  it('of what natives and lib make is where they were asked', () => {
    const { value, textAt } = evaluated('{ a = lib.mkIf true { }; }.a');
    expect(textAt(value.site)).toBe('lib.mkIf true { }');
  });
});

describe('what is not known', () => {
  it.each([
    ['unknown', 'unknown: nothing is known'],
    ['unknown.a.b', 'unknown: nothing is known'],
    ['unknown 1 2', 'unknown: nothing is known'],
    ['[ 1 ] ++ unknown ++ [ 2 ]', '[1 … 2]'],
    ['lib.optional unknown 1 ++ [ 2 ]', '[?1 2]'],
    ['lib.optionals unknown [ 1 2 ]', '[?1 ?2]'],
    ['lib.optionalAttrs unknown { a = 1; }', '{?a=1}'],
    ['lib.optionalString unknown "a"', 'unknown: nothing is known'],
    ['if unknown then [ 1 ] else [ 2 ]', '[?1 ?2]'],
    ['if unknown then { a = 1; b = 2; } else { a = 1; }', '{a=1 ?b=2}'],
    ['if unknown then 1 else 1', '1'],
    ['if unknown then 1 else 2', 'unknown: nothing is known'],
    ['if unknown then throw "x" else 2', '2'],
    ['(if unknown then (x: [ x ]) else (x: [ 2 ])) 1', '[?1 ?2]'],
    ['{ a = 1; } // unknown', '{a=unknown: nothing is known …}'],
    ['{ a = [ 1 ]; } // unknown', '{a=[?1 …] …}'],
    ['unknown // { a = 1; }', '{a=1 …}'],
    ['{ a = 1; } // lib.optionalAttrs unknown { a = 1; b = 2; }', '{a=1 ?b=2}'],
    ['(unknown // { a = 1; }).a', '1'],
    ['{ ${unknown} = 1; a = 2; }', '{a=2 …}'],
    ['unknown.a or [ 1 ]', '[?1 …]'],
    ['{ a = 1; } ? a.b', 'false'],
    ['unknown ? a', 'unknown: nothing is known'],
    ['(unknown // { a = 1; }) ? a', 'true'],
    ['unknown && false', 'false'],
    ['unknown || true', 'true'],
    ['unknown && true', 'unknown: nothing is known'],
    ['unknown -> true', 'true'],
    ['[ unknown 1 ] == [ 2 3 ]', 'false'],
    ['[ unknown 1 ] == [ 2 1 ]', 'unknown: nothing is known'],
    ['"a${unknown}b"', 'unknown: nothing is known'],
    ['builtins.length [ unknown ]', '1'],
    ['builtins.length (unknown ++ [ 1 ])', 'unknown: nothing is known'],
    ['builtins.head ([ 1 ] ++ unknown)', '1'],
    ['builtins.elem 1 (unknown ++ [ 1 ])', 'true'],
    ['builtins.elem 2 (unknown ++ [ 1 ])', 'unknown: nothing is known'],
    ['map (x: x + 1) ([ 1 ] ++ unknown)', '[2 …]'],
    ['builtins.filter (x: x == unknown) [ 1 ]', '[?1]'],
    ['builtins.attrNames (unknown // { a = 1; })', '[… "a" …]'],
    ['builtins.mapAttrs (n: v: n) (lib.optionalAttrs unknown { a = 1; })', '{?a="a"}'],
    ["builtins.foldl' (a: b: a ++ [ b ]) [ ] (lib.optional unknown 1 ++ [ 2 ])", '[?1 2]'],
    ['({ a, b ? [ 3 ] }: [ a b ]) unknown', '[unknown: nothing is known unknown: nothing is known]'],
    ['({ a ? [ 3 ], ... }: a) (lib.optionalAttrs unknown { a = [ 1 ]; })', '[?1 ?3]'],
    ['with unknown; x', 'unknown: nothing is known'],
    ['with { x = 1; }; with unknown; x', 'unknown: nothing is known'],
    ['with unknown; with { x = 1; }; x', '1'],
    ['assert unknown; 1', '1'],
    ['(builtins.tryEval (if unknown then throw "x" else 2)).success', 'unknown: whether it throws is not known'],
    ['builtins.isList (if unknown then [ 1 ] else unknown)', 'unknown: nothing is known'],
    ['(if unknown then [ 1 ] else unknown) == null', 'unknown: nothing is known'],
    ['let x = if unknown then x else [ 1 ]; in x', '[1]'],
    ['lib.nothingLikeThis 1', 'unknown: lib.nothingLikeThis is not known'],
    ['{ a = ; b = 1; }', '{a=unknown: syntax error: an expression is missing b=1}'],
    ['/a + unknown', 'unknown: nothing is known'],
    ['builtins.getEnv "HOME"', 'unknown: environment variables are not known'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('outside places', () => {
  const place = (text: string) => {
    const { value } = evaluated(text);
    if (value.kind !== 'unknown' || value.external === undefined) return value.kind;
    const { source, attributes, subpath, imported } = value.external;
    return {
      source:
        source.kind === 'fetched'
          ? [source.url, source.ref, source.rev, source.pinned]
          : 'name' in source
            ? source.name
            : source.path,
      attributes,
      subpath,
      imported,
    };
  };
  const tarball = 'builtins.fetchTarball "https://x/y.tar.gz"';

  it('have subpaths, are imported, called and selected from', () => {
    expect(place('<nixpkgs/nixos>')).toEqual({ source: 'nixpkgs', attributes: [], subpath: '/nixos', imported: false });
    expect(place(`"\${${tarball}}/nixos.nix"`)).toEqual({
      source: ['https://x/y.tar.gz', undefined, undefined, false],
      attributes: [],
      subpath: '/nixos.nix',
      imported: false,
    });
    expect(place(`(${tarball}) + "/nixos.nix"`)).toMatchObject({ subpath: '/nixos.nix' });
    expect(place(`(import (${tarball}) { }).nixosModules.x`)).toMatchObject({
      attributes: ['nixosModules', 'x'],
      imported: true,
    });
    expect(place(`import "\${${tarball}}/nixos.nix"`)).toMatchObject({ subpath: '/nixos.nix', imported: true });
    expect(place(`"a\${${tarball}}"`)).toBe('unknown');
  });

  it('are pinned by a hash or a full revision', () => {
    const rev = '0123456789abcdef0123456789abcdef01234567';
    expect(place(`fetchTarball { url = "u"; sha256 = "s"; }`)).toMatchObject({
      source: ['u', undefined, undefined, true],
    });
    expect(place(`fetchGit { url = "u"; ref = "main"; }`)).toMatchObject({ source: ['u', 'main', undefined, false] });
    expect(place(`fetchGit { url = "u"; rev = "${rev}"; }`)).toMatchObject({ source: ['u', undefined, rev, true] });
    expect(place(`builtins.getFlake "github:a/b"`)).toMatchObject({
      source: ['github:a/b', undefined, undefined, false],
    });
  });

  it('can be copies of the workspace, which stay readable', () => {
    const sources = memorySources({ '/w/sub/a.nix': '{ x = 1; }', '/w/sub/b.txt': 'text' });
    expect(evaluated('(import "${./.}/sub/a.nix").x', sources).shown).toBe('1');
    expect(evaluated('builtins.attrNames (builtins.readDir "${./sub}")', sources).shown).toBe('["a.nix" "b.txt"]');
    expect(evaluated('"${./sub}"', sources).shown).toMatch(/^unknown: the path of a copy/);
  });

  it('where a copy lies is a string, with the name of what was copied at its end', () => {
    expect(evaluated('map builtins.typeOf [ "${./a}" "${./a}/b" ./a ]').shown).toBe('["string" "string" "path"]');
    expect(evaluated('map (end: lib.hasSuffix end ./b/a.nix) [ ".nix" "-a.nix" "b.nix" ]').shown).toBe(
      '[true true false]',
    );
    expect(evaluated('lib.hasSuffix "b/a.nix" ./b/a.nix').shown).toMatch(/^unknown/);
  });
});

describe('evaluation ends', () => {
  it.each([
    ['let x = x; in x', 'infinite-recursion'],
    ['let a = { b = a.b; }; in a.b', 'infinite-recursion'],
    ['let f = n: f (n + 1); in f 0', 'unknown'],
    ['let f = n: 1 + f (n + 1); in f 0', 'unknown'],
    ['let f = n: [ (f n) ]; in builtins.deepSeq (f 0) 1', 'unknown'],
    ['let f = n: [ (f n) ]; in f 0 == f 0', 'unknown'],
    ['let f = n: { a = f n; }; in builtins.toJSON (f 0)', 'unknown'],
    [
      'let xs = builtins.genList (n: if n == 0 then 0 else 1 + builtins.elemAt xs (n - 1)) 20000; in builtins.elemAt xs 19999',
      'unknown',
    ],
    ['builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }', 'list'],
    ['builtins.match "(a|aa)*b" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"', 'unknown'],
    ['let a = { __toString = self: "${a}"; }; in "${a}"', 'unknown'],
    ['let a = { __functor = self: self; }; in a 1 2', 'unknown'],
  ])('%s', (text, expected) => {
    const { value } = evaluated(text, memorySources({}), { fuel: 300_000 });
    expect(value.kind === 'failure' ? value.cause : value.kind).toBe(expected);
  });

  it('but goes through long texts in search of an expression', () => {
    const long = 'builtins.concatStringsSep "" (builtins.genList (n: "aaaaaaaaaa") 20000)';
    expect(shown(`builtins.length (builtins.split "b+c?" (${long} + "b"))`)).toBe('3');
  });

  it('without using up what others need', () => {
    const options = { fuel: 100_000, ration: 1000 };
    const { evaluation, value } = evaluated('n: let f = n: f (n + 1); in f n', memorySources({}), options);
    expect(evaluation.apply(value, ready({ kind: 'integer', value: 0 })).kind).toBe('unknown');
    expect(evaluation.fuel).toBeGreaterThan(90_000);
    const text = "{ endless = let f = n: f (n + 1); in f 0; other = builtins.foldl' (a: b: a + b) 0 [ 1 2 3 ]; }";
    const set = evaluated(text, memorySources({}), options).value;
    if (set.kind !== 'attrs') throw new Error('no set');
    expect([...set.entries].map(([name, { thunk }]) => [name, thunk.force().kind])).toEqual([
      ['endless', 'unknown'],
      ['other', 'integer'],
    ]);
  });
});
