import { describe, expect, test } from 'vitest';
import { evaluateHost } from '../../server/src/nix/modules/evaluate.ts';
import { findHosts } from '../../server/src/nix/modules/hosts.ts';
import { absolute, memorySources } from '../support/memorySources.ts';
import { plain } from '../support/plainValue.ts';

const tree = Object.fromEntries(
  ['a/a.txt', 'a/a_b.nix', 'a/b/_c/d/_f.nix', 'a/b/_c/d/e.nix', 'a/b/_n.nix', 'a/b/b_a.nix', 'a/b/m.nix', 'hello/world']
    .concat('mod/x.nix', '_top.nix')
    .map((name) => [`tree/${name}`, '{ }']),
);

/** The value of an expression in which `it` is import-tree and `lit` the same with a library; paths below the flake as text. */
function resultOf(expression: string, how = 'inputs.import-tree'): unknown {
  const flake = `{
    inputs.import-tree.url = "github:vic/import-tree";
    inputs.other.url = "github:nobody/other";
    inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    outputs = inputs: { nixosConfigurations.box = inputs.nixpkgs.lib.nixosSystem { modules = [ ({ lib, ... }: let
      it = ${how};
      lit = it.withLib lib;
      bare = lib.removePrefix (toString ./.);
      show = x: if builtins.isList x then map show x else if builtins.isPath x then bare (toString x) else if builtins.isString x then bare x else x;
    in { networking.domain = builtins.toJSON (show (${expression})); }) ]; }; };
  }`;
  const sources = memorySources({ ...tree, 'flake.nix': flake });
  const [host] = findHosts(absolute('flake.nix'), sources);
  if (host === undefined) throw new Error('no host');
  const value = plain(evaluateHost(host, sources).lookup(['networking', 'domain']));
  return typeof value === 'string' ? JSON.parse(value) : value;
}

const b = ['/tree/a/b/b_a.nix', '/tree/a/b/m.nix'];

// What the library itself gave under real Nix.
test.each<readonly [string, unknown]>([
  ['lit.leafs ./tree', ['/tree/a/a_b.nix', ...b, '/tree/mod/x.nix']],
  ['(lit.filter (lib.hasSuffix "m.nix")).leafs ./tree', ['/tree/a/b/m.nix']],
  ['((lit.filter (lib.hasInfix "b/")).filterNot (lib.hasSuffix "m.nix")).leafs ./tree', ['/tree/a/b/b_a.nix']],
  ['(lit.match ".*/[a-z]_[a-z]\\\\.nix").leafs ./tree', ['/tree/a/a_b.nix', '/tree/a/b/b_a.nix']],
  ['(lit.matchNot ".*/[a-z]_[a-z]\\\\.nix").leafs ./tree', ['/tree/a/b/m.nix', '/tree/mod/x.nix']],
  ['(lit.initFilter (lib.hasSuffix ".txt")).leafs [ ./tree/a ]', ['/tree/a/a.txt']],
  [
    '(lit.initFilter (p: lib.hasInfix "/_" p && lib.hasSuffix ".nix" p)).leafs ./tree',
    ['/tree/_top.nix', '/tree/a/b/_c/d/_f.nix', '/tree/a/b/_c/d/e.nix', '/tree/a/b/_n.nix'],
  ],
  ['lit.leafs ./tree/a/b/_c', ['/tree/a/b/_c/d/e.nix']],
  ['((lit.map baseNameOf).map (x: "x-" + x)).leafs ./tree/a', ['x-a_b.nix', 'x-b_a.nix', 'x-m.nix']],
  ['(lit.addPath ./tree/mod).leafs ./tree/a/b', ['/tree/mod/x.nix', ...b]],
  ['((lit.addPath ./tree/mod).addPath ./tree/a).files', ['/tree/mod/x.nix', '/tree/a/a_b.nix', ...b]],
  ['(lit.addPath ./tree/mod).leafs.result', ['/tree/mod/x.nix']],
  ['(lit.pipeTo lib.length) ./tree', 4],
  ['lit.leafs [ ./tree/mod/x.nix [ ./tree/a/b ] ]', ['/tree/mod/x.nix', ...b]],
  ['lit.leafs ./tree/a/b/_n.nix', []],
  ['lit.leafs { outPath = ./tree/mod; }', ['/tree/mod/x.nix']],
  ['lit.leafs [ (lit.addPath ./tree/mod) ./tree/a/b ]', ['/tree/mod/x.nix', ...b]],
  [
    '((lit.addAPI { only = self: s: self.filter (lib.hasInfix s); both = self: (self.only "b").addPath ./tree; }).both).files',
    ['/tree/a/a_b.nix', ...b],
  ],
  [
    '((lit.addAPI { a = self: self.addPath ./tree/mod; }).addAPI { b = self: self.a.leafs.result; }).b',
    ['/tree/mod/x.nix'],
  ],
  ['((lit.addPath ./tree/mod).filter (x: !lib.hasInfix "mod" x)).files', ['/tree/mod/x.nix']],
  ['lib.length (lit.leafs [ { a = 1; } ./tree/mod ])', 2],
  ['(lit.filter builtins.isAttrs).leafs [ { a = 1; } ./tree/mod ]', [{ a: 1 }]],
  ['builtins.attrNames (it ./tree)', ['imports']],
  ['(builtins.tryEval (it.leafs ./tree)).success', false],
  ['(((lit.filter (lib.hasInfix "/b/")).match ".*m.*").leafs) "${toString ./tree}"', ['/tree/a/b/m.nix']],
])('%s', (expression, expected) => expect(resultOf(expression)).toEqual(expected));

describe('as it comes', () => {
  const fetched = 'import (builtins.fetchTarball "https://github.com/vic/import-tree/archive/main.tar.gz")';
  test('without a flake', () => {
    expect(resultOf('(lit.filter (lib.hasInfix "/mod/")).leafs ./tree', fetched)).toEqual(['/tree/mod/x.nix']);
    expect(resultOf('(it ./tree/mod).imports', fetched)).toEqual(['/tree/mod/x.nix']);
  });
  test('as an input of an input', () => {
    expect(resultOf('(it ./tree/mod).imports', 'inputs.other.inputs.import-tree')).toEqual(['/tree/mod/x.nix']);
  });
});

describe('among modules', () => {
  const sources = (modules: string) =>
    memorySources({
      'flake.nix': `{
        inputs.import-tree.url = "github:vic/import-tree";
        outputs = { self, nixpkgs, import-tree, ... }: { nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ${modules} ]; }; };
      }`,
      'modules/a.nix': '{ networking.domain = "lan"; }',
      'modules/deep/b.nix': '{ networking.hostName = "b"; }',
      'modules/_off/c.nix': '{ networking.hostName = "c"; }',
      'modules/off.nix': '{ networking.search = [ "off" ]; }',
    });
  test.each([
    ['called', '((import-tree.matchNot ".*/off\\\\.nix") ./modules)'],
    ['as a module', '((import-tree.addPath ./modules).filterNot (p: baseNameOf p == "off.nix"))'],
    ['with the list', '{ imports = ((import-tree.withLib nixpkgs.lib).matchNot ".*off.*").leafs ./modules; }'],
    ['a path of the flake', '((import-tree.matchNot ".*/off\\\\.nix") (self + "/modules"))'],
    ['a text', '((import-tree.matchNot ".*/off\\\\.nix") "${self}/modules")'],
  ])('%s', (_how, modules) => {
    const files = sources(modules);
    const [host] = findHosts(absolute('flake.nix'), files);
    if (host === undefined) throw new Error('no host');
    const configuration = evaluateHost(host, files);
    const at = (name: string) => plain(configuration.lookup(['networking', name]));
    expect([at('domain'), at('hostName')]).toEqual(['lan', 'b']);
    expect(at('search')).not.toEqual(['off']);
    expect([...configuration.files].some((file) => file.endsWith('/off.nix'))).toBe(false);
  });
});
