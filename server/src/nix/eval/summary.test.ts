import { describe, expect, it } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { lower } from './lower.ts';
import { reuse, sameMeaning } from './summary.ts';

const path = '/w/configuration.nix';
const at = (text: string) => lower(parse(text), path);

const text = '{ lib, ... }:\n{\n  # comment\n  a.b = [ "x" "y${lib.z}" ];\n  a.c = rec { d = 1; e = d + 2; };\n}\n';

describe('the change barrier', () => {
  it('keeps the summary, and its sites, across edits of comments and white space', () => {
    const before = at(text);
    const edited = `# new\n${text.replace('# comment', '/* other */').replaceAll('  ', '\t\t')}`;
    const after = reuse(before, at(edited));
    expect(after.summary).toBe(before.summary);
    const site = after.sites.siteAt(edited.indexOf('"x"') + 1);
    expect(site).toBe(before.sites.siteAt(text.indexOf('"x"') + 1));
    expect(site && after.sites.span(site)).toEqual({ start: edited.indexOf('"x"'), end: edited.indexOf('"x"') + 3 });
  });

  it.each([
    ['a string', text.replace('"x"', '"X"')],
    ['a name', text.replace('a.b', 'a.bb')],
    ['an operator', text.replace('d + 2', 'd - 2')],
    ['a number', text.replace('= 1', '= 2')],
    ['rec', text.replace('rec ', '')],
    ['a formal', text.replace('lib, ...', 'lib, x, ...')],
    ['an ellipsis', text.replace(', ...', '')],
    ['order of items', text.replace('"x" "y${lib.z}"', '"y${lib.z}" "x"')],
    ['broken syntax', text.replace('= 1;', '= ;')],
  ])('lets a change of %s through', (_, edited) => {
    const before = at(text);
    expect(edited).not.toBe(text);
    expect(reuse(before, at(edited)).summary).not.toBe(before.summary);
  });

  it('tells an inherited name from one bound to itself: their sites differ', () => {
    expect(sameMeaning(at('x: { inherit x; }').summary, at('x: { x = x; }').summary)).toBe(false);
  });

  it('does not mix up files', () => {
    expect(sameMeaning(at('1').summary, lower(parse('1'), '/w/other.nix').summary)).toBe(false);
  });
});

describe('sites', () => {
  const spanText = (source: string, marker: string) => {
    const { sites } = at(source);
    const site = sites.siteAt(source.indexOf(marker) + marker.length);
    const span = site && sites.span(site);
    return span && source.slice(span.start, span.end);
  };

  it('are the innermost at an offset', () => {
    expect(spanText('{ a = [ foo "bar" ]; }', '"ba')).toBe('"bar"');
    expect(spanText('{ a = [ foo "bar" ]; }', '{ a')).toBe('a');
    expect(spanText('{ a = "x${y}z"; }', '}z')).toBe('z');
    expect(spanText('{ a = 1; }', '=')).toBe('{ a = 1; }');
  });

  it('stand for every place a merged name was written at', () => {
    const source = '{ a.b = 1; a.c = 2; }';
    const { summary } = at(source);
    const { root } = summary;
    expect(
      root.kind === 'attrs' && root.attributes.map((attribute) => [attribute.name, attribute.moreSites?.length]),
    ).toEqual([['a', 1]]);
  });

  it('are found by their span, the outermost first', () => {
    const { sites, summary } = at('(a)');
    expect(sites.siteOf({ start: 1, end: 2 })).toBe(summary.root.site);
  });
});

describe('lowering', () => {
  it('survives chains, lists and nesting of any length', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => `[ ${n} ]`).join(' ++ ');
    expect(at(chain).summary.root.kind).toBe('chain');
    expect(at(Array.from({ length: 20_000 }, () => 'a').join(' + ')).summary.root.kind).toBe('arithmetic');
    expect(at(`f ${'x '.repeat(20_000)}`).summary.root.kind).toBe('apply');
    expect(at(`${'['.repeat(5000)}${']'.repeat(5000)}`).summary.root.kind).toBe('list');
    expect(at(`${'let a = 1; in '.repeat(5000)}a`).summary.root.kind).toBe('let');
    expect(at(`${'{ a = '.repeat(5000)}1${'; }'.repeat(5000)}`).summary.root.kind).toBe('attrs');
    expect(at(`{ a${'.b'.repeat(5000)} = 1; }`).summary.root.kind).toBe('attrs');
  });

  it('names the variables that nothing binds', () => {
    const names = (source: string) => at(source).summary.unbound.map(({ name }) => name);
    expect(names('{ a = foo; b = map; c = let x = 1; in x; d = builtins.bar; }')).toEqual(['foo']);
    expect(names('with x; foo')).toEqual(['x']);
  });
});
