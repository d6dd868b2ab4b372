import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../server/src/base/edit.ts';
import { findBinding, removeAttribute, setAttribute } from '../../server/src/nix/syntax/build/attributes.ts';
import { wrapInCall } from '../../server/src/nix/syntax/build/expressions.ts';
import { insertFormal, wrapInLet } from '../../server/src/nix/syntax/build/functions.ts';
import { insertListItem, moveListItem, removeListItem } from '../../server/src/nix/syntax/build/lists.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import type { AttributeSet, Lambda, List, SyntaxTree } from '../../server/src/nix/syntax/tree.ts';

const text = `{ config, pkgs, ... }:
{
  # what stays
  keep."/persist" = {
    # logs and state
    directories = [
      "/var/log" # of everything
      # and the state
      "/var/lib"
    ]; # no more
    files = [ "/etc/machine-id" ];
  };

  mounts."/" =
    { device = "none"; # a tmpfs
      type = "tmpfs";
    };
  services.clock.enable = true; # on
  users = { };
  boot.loader = {
  };
}
`;

/** The lines that an edit takes out and puts in, marked by minus and plus. */
function changes(edit: (tree: SyntaxTree, set: AttributeSet) => readonly TextEdit[] | undefined): readonly string[] {
  const tree = parse(text);
  const after = applyEdits(text, edit(tree, (tree.root as Lambda).body as AttributeSet) ?? []).split('\n');
  const before = text.split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const out = before.slice(start, before.length - end).map((line) => `-${line}`);
  return [...out, ...after.slice(start, after.length - end).map((line) => `+${line}`)];
}

const list = (set: AttributeSet, name: string) => findBinding(set, ['keep', '/persist', name])?.binding.value as List;

describe('where edits go', () => {
  test('an attribute of a set of several lines', () => {
    expect(changes((tree, set) => setAttribute(tree, set, ['keep', '/persist', 'hide'], 'true'))).toEqual([
      '+    hide = true;',
    ]);
  });

  test('an attribute of a set that begins behind its brace', () => {
    expect(changes((tree, set) => setAttribute(tree, set, ['mounts', '/', 'early'], 'true'))).toEqual([
      '+      early = true;',
    ]);
  });

  test('an attribute beside those that share most of its path', () => {
    expect(changes((tree, set) => setAttribute(tree, set, ['mounts', '/nix', 'early'], 'true'))).toEqual([
      '+  mounts."/nix".early = true;',
    ]);
    expect(changes((tree, set) => setAttribute(tree, set, ['services', 'clock', 'user'], '"u"'))).toEqual([
      '+  services.clock.user = "u";',
    ]);
  });

  test('an attribute of an empty set', () => {
    expect(changes((tree, set) => setAttribute(tree, set, ['users', 'mutable'], 'false'))).toEqual([
      '-  users = { };',
      '+  users = { mutable = false; };',
    ]);
    expect(changes((tree, set) => setAttribute(tree, set, ['boot', 'loader', 'x'], '[\n  1\n]'))).toEqual([
      '+    x = [',
      '+      1',
      '+    ];',
    ]);
  });

  test('no attribute where it cannot be written', () => {
    const tree = parse('{ a = f { }; b.c = 1; inherit d; }');
    const set = tree.root as AttributeSet;
    expect(setAttribute(tree, set, ['a', 'x'], '1')).toBeUndefined();
    expect(setAttribute(tree, set, ['b'], '1')).toBeUndefined();
    expect(setAttribute(tree, set, ['d'], '1')).toBeUndefined();
  });

  test('a binding goes with its line and the comment behind it, not with those above', () => {
    expect(changes((tree, set) => removeAttribute(tree, set, ['services', 'clock', 'enable']))).toEqual([
      '-  services.clock.enable = true; # on',
    ]);
    expect(changes((tree, set) => removeAttribute(tree, set, ['keep', '/persist', 'directories']))).toEqual([
      '-    directories = [',
      '-      "/var/log" # of everything',
      '-      # and the state',
      '-      "/var/lib"',
      '-    ]; # no more',
    ]);
    expect(changes((tree, set) => removeAttribute(tree, set, ['mounts', '/', 'device']))).toEqual([
      '-    { device = "none"; # a tmpfs',
      '+    { # a tmpfs',
    ]);
  });

  test('items of a list of several lines', () => {
    expect(changes((tree, set) => insertListItem(tree, list(set, 'directories'), 1, '"/a"'))).toEqual(['+      "/a"']);
    expect(changes((tree, set) => insertListItem(tree, list(set, 'directories'), 2, '{\n  a = 1;\n}'))).toEqual([
      '+      {',
      '+        a = 1;',
      '+      }',
    ]);
    expect(changes((tree, set) => removeListItem(tree, list(set, 'directories'), 0))).toEqual([
      '-      "/var/log" # of everything',
    ]);
    expect(changes((tree, set) => moveListItem(tree, list(set, 'directories'), 0, 1))).toEqual([
      '-      "/var/log" # of everything',
      '-      # and the state',
      '-      "/var/lib"',
      '+      # and the state',
      '+      "/var/lib"',
      '+      "/var/log" # of everything',
    ]);
  });

  test('items of a list of one line', () => {
    expect(changes((tree, set) => insertListItem(tree, list(set, 'files'), 1, '"/b"'))).toEqual([
      '-    files = [ "/etc/machine-id" ];',
      '+    files = [ "/etc/machine-id" "/b" ];',
    ]);
    expect(changes((tree, set) => insertListItem(tree, list(set, 'files'), 1, '{\n  file = "/b";\n}'))).toEqual([
      '-    files = [ "/etc/machine-id" ];',
      '+    files = [',
      '+      "/etc/machine-id"',
      '+      {',
      '+        file = "/b";',
      '+      }',
      '+    ];',
    ]);
    expect(changes((tree, set) => removeListItem(tree, list(set, 'files'), 0))).toEqual([
      '-    files = [ "/etc/machine-id" ];',
      '+    files = [ ];',
    ]);
  });

  test('calls, arguments and let', () => {
    expect(
      changes((tree, set) => {
        const value = findBinding(set, ['services', 'clock', 'enable'])?.binding.value;
        return value && wrapInCall(tree, value, 'lib.mkForce');
      }),
    ).toEqual(['-  services.clock.enable = true; # on', '+  services.clock.enable = lib.mkForce true; # on']);
    expect(changes((tree) => insertFormal(tree, (tree.root as Lambda).formals ?? never(), 'lib'))).toEqual([
      '-{ config, pkgs, ... }:',
      '+{ config, pkgs, lib, ... }:',
    ]);
    expect(changes((tree, set) => wrapInLet(tree, set, 'x = 1;'))).toEqual(['+let', '+  x = 1;', '+in']);
  });

  test('formals in lines of their own', () => {
    const formals = (source: string) => {
      const tree = parse(source);
      return applyEdits(source, insertFormal(tree, (tree.root as Lambda).formals ?? never(), 'lib'));
    };
    expect(formals('{\n  config,\n  ...\n}:\n{ }')).toBe('{\n  config,\n  lib,\n  ...\n}:\n{ }');
    expect(formals('{ config\n, ...\n}:\n{ }')).toBe('{ config, lib\n, ...\n}:\n{ }');
    expect(formals('{ ... }: { }')).toBe('{ lib, ... }: { }');
    expect(formals('{ }: { }')).toBe('{ lib }: { }');
    expect(formals('{ lib, ... }: { }')).toBe('{ lib, ... }: { }');
  });
});

function never(): never {
  throw new Error('the text has formals');
}
