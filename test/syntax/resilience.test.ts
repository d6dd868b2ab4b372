import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import type { List, StringLiteral } from '../../server/src/nix/syntax/tree.ts';
import { nodesWhere } from '../../server/src/nix/syntax/walk.ts';
import { deletions, halfTyped } from './brokenStates.ts';
import { lost, stringPaths, summary } from './stringPaths.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
const whole = fixture('resilience.nix');
const inserts = JSON.parse(fixture('resilience-inserts.json')) as readonly string[];
const expected = stringPaths(parse(whole));

/**
 * What is lost in a broken state. A state that Nix accepts is not broken: there the text means something else, and the
 * tree is right to say so (`environmentpersistence."/p"`, or a dot before a line break).
 */
function losses(states: readonly string[]): readonly number[] {
  const trees = states.map((state) => parse(state)).filter((tree) => tree.errors.length > 0);
  return trees.map((tree) => lost(expected, stringPaths(tree)));
}

describe('what remains of a configuration while it is typed', () => {
  test('the file has 18 string literals', () => {
    expect(expected).toHaveLength(18);
  });

  test('one deleted character', () => {
    const states = deletions(whole);
    expect(states).toHaveLength(127);
    const { average, worst } = summary(losses(states));
    expect(average).toBeLessThanOrEqual(0.05);
    expect(worst).toBeLessThanOrEqual(2);
  });

  test('a half-typed line', () => {
    const states = halfTyped(whole, inserts);
    expect(states).toHaveLength(154);
    const { average } = summary(losses(states));
    expect(average).toBeLessThanOrEqual(0.05);
  });

  test('cut at any character', () => {
    for (let end = 0; end <= whole.length; end++) {
      const tree = parse(whole.slice(0, end));
      // All strings that are closed in the part are still found.
      const closed = (whole.slice(0, end).match(/"[^"\n]*"/g) ?? []).length;
      expect(tree.errors.length > 0 || end >= whole.length - 1).toBe(true);
      expect(stringsIn(tree.text)).toBeGreaterThanOrEqual(closed);
    }
  });
});

/** How many strings the parser finds, those in attribute paths included. */
function stringsIn(text: string): number {
  return nodesWhere(parse(text).root, (node): node is StringLiteral => node.kind === 'string').length;
}

describe.each(['mounts-fragment.nix', 'system.nix', 'home.nix'])('a page of a wiki: %s', (name) => {
  const page = fixture(name);
  const strings = stringPaths(parse(page));

  test('deleting any one character leaves the outline', () => {
    for (let at = 0; at < page.length; at++) {
      const tree = parse(page.slice(0, at) + page.slice(at + 1));
      expect(stringPaths(tree).length).toBeGreaterThanOrEqual(strings.length * 0.7);
    }
  });

  test('deleting punctuation costs little', () => {
    const shares = deletions(page).map((state) => lost(strings, stringPaths(parse(state))) / strings.length);
    expect(summary(shares).average).toBeLessThan(0.03);
  });
});

test.each(['{ d', '{ a = "/x', '{ a = "/x"; ', '{\n      a = "/x"'])(
  'a set %j in a list is not closed before the next item',
  (begun) => {
    for (const next of ['"/y"', '{ a = "/y"; }\n    {\n      a = "/z";\n    }']) {
      const tree = parse(`{\n  list = [\n    ${begun}\n    ${next}\n  ];\n  b = 1;\n}\n`);
      const [list] = nodesWhere(tree.root, (node): node is List => node.kind === 'list');
      expect(list?.items).toHaveLength(next.startsWith('"') ? 2 : 3);
      expect(nodesWhere(tree.root, (node) => node.kind === 'binding').length).toBeGreaterThanOrEqual(2);
    }
  },
);

test('a name behind which a set lost its brace keeps what follows', () => {
  const tree = parse('{\n  fileSystem\n    "/" = {\n      device = "none";\n    };\n  };\n  b.c = "after";\n}\n');
  expect(tree.root.kind).toBe('attributeSet');
  expect(stringPaths(tree)).toContain('/b/c');
});

test('a placeholder of a wiki is a name, and one error', () => {
  const tree = parse(fixture('home.nix'));
  expect(tree.errors.map((error) => error.code)).toEqual(['placeholder']);
  expect(stringPaths(tree)).toContain('/home-manager/users/username/home/homeDirectory');
});
