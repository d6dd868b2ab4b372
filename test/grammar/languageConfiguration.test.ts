import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Configuration {
  readonly brackets: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly { readonly open: string; readonly close: string; readonly notIn?: string[] }[];
  readonly surroundingPairs: readonly (readonly [string, string])[];
  readonly wordPattern: string;
  readonly indentationRules: Readonly<Record<string, string>>;
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly previousLineText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string; readonly removeText?: number };
  }[];
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
}

const configuration: Configuration = JSON.parse(
  readFileSync(new URL('../../language-configuration.json', import.meta.url), 'utf8'),
);

describe('pairs', () => {
  test('quotes and interpolation close and surround', () => {
    expect(configuration.autoClosingPairs).toContainEqual(expect.objectContaining({ open: "''", close: "''" }));
    expect(configuration.autoClosingPairs).toContainEqual(expect.objectContaining({ open: '${', close: '}' }));
    expect(configuration.surroundingPairs).toContainEqual(['${', '}']);
    expect(configuration.surroundingPairs).toContainEqual(["''", "''"]);
  });

  test('an interpolation closes within strings, a bare brace or a quote does not', () => {
    const notIn = (open: string) => configuration.autoClosingPairs.find((pair) => pair.open === open)?.notIn ?? [];
    expect(notIn('${')).not.toContain('string');
    for (const open of ['{', '"', "''"]) expect(notIn(open), open).toContain('string');
  });
});

test('a word is a name of Nix', () => {
  const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));
  expect(words("a.b-c foldl' _x 12 1.5")).toEqual(['a', 'b-c', "foldl'", '_x', '12', '1.5']);
});

describe('indentation', () => {
  const increases = new RegExp(configuration.indentationRules.increaseIndentPattern ?? '(?!)');
  const decreases = new RegExp(configuration.indentationRules.decreaseIndentPattern ?? '(?!)');
  const once = new RegExp(configuration.indentationRules.indentNextLinePattern ?? '(?!)');

  test.each(['{', '  a = {', 'x: {', 'a = [', 'f (', 'let', "a = ''", 'a = { # b', 'a."${b}" = {', 'a = "}" + f {'])(
    'deeper below %s',
    (line) => expect(increases.test(line)).toBe(true),
  );

  test.each(['{ device = "none";', 'a = [ "b"', 'a = [ { b = "c"; }', 'f (x: { a = [ "b" ]; # c'])(
    'deeper below %s, which goes on behind the bracket',
    (line) => expect(increases.test(line)).toBe(true),
  );

  test.each([
    'a = { };',
    'a = [ 1 ];',
    '# {',
    'in',
    "a = ''b'';",
    "''",
    'a = "{";',
    'outlet',
    '}',
    'a;',
    'a = [ "b" ];',
    '{ a, ... }:',
  ])('not deeper below %s', (line) => expect(increases.test(line)).toBe(false));

  test.each(['}', '  };', ']', ')', 'in', '  in {', "'';", "'')"])('back with %s', (line) =>
    expect(decreases.test(line)).toBe(true),
  );

  test.each(['in-x = 1;', 'inherit a;', "''", "''a", 'a }'])('not back with %s', (line) =>
    expect(decreases.test(line)).toBe(false),
  );

  test.each(['a =', 'if a then', 'else', '  a = # b'])('one line deeper below %s', (line) =>
    expect(once.test(line)).toBe(true),
  );

  test.each(['a ==', 'a >=', 'a = 1;', '# a ='])('not one line deeper below %s', (line) =>
    expect(once.test(line)).toBe(false),
  );
});

describe('enter', () => {
  const onEnter = (before: string, after = '', previous = '') =>
    configuration.onEnterRules.find(
      (rule) =>
        new RegExp(rule.beforeText).test(before) &&
        (rule.afterText === undefined || new RegExp(rule.afterText).test(after)) &&
        (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous)),
    )?.action;

  test('opens a documentation comment and goes on in it', () => {
    expect(onEnter('  /**', ' */')).toEqual({ indent: 'indentOutdent', appendText: ' * ' });
    expect(onEnter('  /** a')).toEqual({ indent: 'none', appendText: ' * ' });
    expect(onEnter('   * a', '', '  /**')).toEqual({ indent: 'none', appendText: '* ' });
    expect(onEnter('   */', '', '   * a')).toEqual({ indent: 'none', removeText: 1 });
    expect(onEnter('/** a */')).toBeUndefined();
  });

  test('splits a line comment into two, and adds none at its end', () => {
    expect(onEnter('# a ', 'b')?.appendText).toBe('# ');
    expect(onEnter('# a')).toBeUndefined();
    expect(onEnter('#!/bin/sh', 'x')).toBeUndefined();
    // What was behind it is not to be silenced by being made a comment.
    expect(onEnter('  # impermanence: ignore duplicate-entry', '"/var/log"')).toBeUndefined();
  });

  test('opens brackets that already hold something', () => {
    const opened = { indent: 'indentOutdent' };
    expect(onEnter('files = [ ".bash_history" ', '];')).toEqual(opened);
    expect(onEnter('  { device = "none";', '}')).toEqual(opened);
    expect(onEnter('{ a = [ "b" ];', ' };')).toEqual(opened);
    expect(onEnter('a = { b = [ "c" ', ']; }')).toEqual(opened);
    expect(onEnter('a = [ "b" ];', '}')).toBeUndefined();
    expect(onEnter('a = "[', ']";')).toBeUndefined();
    expect(onEnter('# [ a ', ']')?.indent).toBe('none');
    expect(onEnter('a = [ # b', ']')).toBeUndefined();
  });

  test.each([
    ['  files = [ "a"', ' ];', ['  files = [ "a"', '    ', '  ];']],
    ['    { device = "none";', ' }', ['    { device = "none";', '      ', '    }']],
    ['  files = [ "a" ', '];', ['  files = [ "a" ', '    ', '  ];']],
    ['files = [ "a" ', '];', ['files = [ "a" ', '  ', '];']],
  ])('puts the bracket under the line it belongs to: %s|%s', (before, after, lines) =>
    expect(entered(before, after, 2)).toEqual(lines),
  );

  test('and does so with wider indentation', () => {
    expect(entered('    files = [ "a"', ' ];', 4)).toEqual(['    files = [ "a"', '        ', '    ];']);
  });

  /** The lines that VS Code makes of one: what was behind the cursor stays as it is, only the indentation before it can be made shorter. */
  function entered(before: string, after: string, size: number): readonly string[] {
    const { appendText = '\t', removeText = 0, indent } = onEnter(before, after) ?? { indent: 'none' };
    const kept = /^ */.exec(before)?.[0].slice(0, removeText === 0 ? undefined : -removeText) ?? '';
    const deeper = [...(kept + appendText)].reduce((at, each) => (each === '\t' ? at + size - (at % size) : at + 1), 0);
    expect(indent).toBe('indentOutdent');
    return [before, ' '.repeat(deeper), kept + after];
  }

  test('opens an indented string', () => {
    expect(onEnter("a = ''", "'';")).toEqual({ indent: 'indentOutdent' });
    expect(onEnter("a = ''b''", "'';")).toBeUndefined();
  });
});

test('regions fold', () => {
  const start = new RegExp(configuration.folding.markers.start);
  const end = new RegExp(configuration.folding.markers.end);
  expect(['#region a', '  # region', '# #region x'].every((line) => start.test(line))).toBe(true);
  expect(['#endregion', '  # endregion a', '# #endregion'].every((line) => end.test(line))).toBe(true);
  expect(start.test('# regional') || start.test('# endregion') || end.test('# region')).toBe(false);
});
