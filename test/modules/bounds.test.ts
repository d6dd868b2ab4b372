import { describe, expect, test } from 'vitest';
import { at, configure } from '../support/configure.ts';

/** Whatever never ends costs a bounded time, and what stands beside it stays known. */
describe('configurations without an end', () => {
  test('a module that imports itself as a value', () => {
    const found = configure({ 'configuration.nix': 'let m = { imports = [ m m ]; networking.domain = "d"; }; in m' });
    expect(at(found, 'networking.domain')).toBe('d');
    expect(found.failures.map(({ cause }) => cause)).toEqual(['import-cycle', 'import-cycle']);
    expect(found.unfollowed[0]?.unfollowed?.reason).toContain('circle');
  });

  test('modules made anew for ever', () => {
    const found = configure({
      'configuration.nix': 'let m = n: { imports = [ (m (n + 1)) ]; networking.domain = "d"; }; in m 0',
    });
    expect(at(found, 'networking.domain')).toBe('d');
    expect(found.unfollowed[0]?.unfollowed?.reason).toContain('too many modules');
  });

  test('a function that calls itself for ever', () => {
    const found = configure({
      'configuration.nix':
        'let f = n: f (n + 1); in { networking.hostId = f 0; networking.domain = "d"; fileSystems."/".options = f 1; }',
    });
    expect(at(found, 'networking.hostId')).toEqual({ '<unknown>': expect.any(String) });
    expect(at(found, 'networking.domain')).toBe('d');
  });

  test('options that depend on each other', () => {
    const found = configure({
      'configuration.nix':
        '{ config, ... }: { networking.domain = config.networking.hostId; networking.hostId = config.networking.domain; time.timeZone = "UTC"; }',
    });
    expect(at(found, 'networking.domain')).toEqual({ '<failure>': expect.stringContaining('infinite recursion') });
    expect(at(found, 'time.timeZone')).toBe('UTC');
    expect(found.failures.map(({ cause }) => cause)).toContain('infinite-recursion');
  });

  test('a condition that depends on what it decides', () => {
    const found = configure({
      'configuration.nix':
        '{ config, lib, ... }: { fileSystems = lib.mkIf (config.fileSystems ? "/a") { "/b".device = "x"; }; networking.domain = "d"; }',
    });
    expect(at(found, 'networking.domain')).toBe('d');
    expect(at(found, 'fileSystems')).toBeDefined();
    expect(found.failures.map(({ cause }) => cause)).toContain('infinite-recursion');
  });

  test('a hundredfold mkMerge, nested', () => {
    const found = configure({
      'configuration.nix':
        "{ lib, ... }: { systemd.tmpfiles.rules = builtins.foldl' (inner: n: lib.mkMerge [ inner (lib.mkIf true [ (toString n) ]) ]) [ ] (lib.range 1 100); }",
    });
    expect(at(found, 'systemd.tmpfiles.rules')).toHaveLength(100);
  });
});

/** A list in a configuration in which `unknown` is a value that nobody knows, beside one that is known. */
function rules(list: string): unknown {
  const found = configure(
    `{ lib, ... }: let unknown = import <mystery>; in { systemd.tmpfiles.rules = ${list}; networking.domain = "d"; }`,
  );
  expect(at(found, 'networking.domain')).toBe('d');
  return at(found, 'systemd.tmpfiles.rules');
}

describe('functions that call themselves where nobody knows how often', () => {
  test.each([
    'let f = n: if unknown.${toString n} then f (n + 1) ++ [ "a" ] else f (n + 2) ++ [ "b" ]; in f 0',
    'let f = tree: if tree.leaf then [ tree.name ] else f tree.left ++ f tree.right; in f unknown',
    'let f = n: if n < unknown then 1 else f (n - 1) + f (n - 2); in [ (toString (f 40)) ]',
    'let f = n: if unknown then g n else h n; g = n: if unknown then f n else h n; h = n: if unknown then f n else g n; in f 0',
  ])('%s', (list) => {
    expect(JSON.stringify(rules(list))).toMatch(/<(maybe|gap|unknown)>/);
  });

  test('what all ways agree on is known', () => {
    const tree =
      'f = n: { a = if unknown then f (n + 1) else f (n + 2); b = if unknown then f n else f (n + 1); name = "x"; }';
    expect(rules(`let ${tree}; in [ (f 0).a.b.a.b.a.b.a.b.name ]`)).toEqual(['x']);
  });

  test('what they give before that is not lost', () => {
    const list = 'let f = xs: if xs == [ ] then [ ] else [ "a" ] ++ f (lib.tail xs); in [ "z" ] ++ f unknown';
    const perhaps = { '<maybe>': 'a' };
    const gap = { '<gap>': expect.any(String) };
    expect(rules(list)).toEqual(['z', perhaps, perhaps, perhaps, perhaps, perhaps, gap]);
  });
});

/** Real Nix would run out of memory. */
describe('values that grow beyond all bounds are unknown', () => {
  const twice =
    'let twice = n: f: x: if n == 0 then x else twice (n - 1) f (f x); big = lib.genList toString 90000; in';
  test.each([
    'twice 60 (xs: xs ++ xs) [ "a" ]',
    'twice 60 (lib.concatMap (x: [ x x ])) [ "a" ]',
    'lib.concatMap (x: big) big',
    'lib.flatten (twice 60 (x: [ x x ]) "a")',
    '[ (twice 60 (x: x + x) "a") ]',
    '[ (twice 60 (x: "${x}${x}") "a") ]',
    '[ (lib.concatStrings (map (x: twice 20 (y: y + y) "a") big)) ]',
    '[ (toString (twice 60 (x: [ x x ]) "a")) ]',
    '[ (builtins.toJSON (twice 60 (x: { a = x; b = x; }) "a")) ]',
    '[ (toString (twice 60 (x: [ x x ]) "a" == twice 60 (x: [ x x ]) "a")) ]',
    "lib.attrNames (lib.foldl' (all: name: all // { ${name} = 1; }) { } big)",
    'lib.collect lib.isString (twice 60 (x: { a = x; b = x; }) "a")',
  ])('%s', (list) => {
    const found = [rules(`${twice} ${list}`)].flat();
    expect(Object.values(found[0] ?? {})).toEqual([expect.stringMatching(/too (long|deep)/)]);
  });

  test('a long list without repetition is made quickly', () => {
    expect(rules('lib.unique (lib.genList toString 20000 ++ lib.genList toString 20000)')).toHaveLength(20_000);
  });
});
