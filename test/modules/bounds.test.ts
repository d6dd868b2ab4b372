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
