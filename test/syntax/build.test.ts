import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../server/src/base/edit.ts';
import { quoteString } from '../../server/src/nix/syntax/attrPath.ts';
import { findBinding, removeAttribute, setAttribute } from '../../server/src/nix/syntax/build/attributes.ts';
import { insertBinding, renameAttribute } from '../../server/src/nix/syntax/build/bindings.ts';
import { replaceExpression, unwrapExpression, wrapInCall } from '../../server/src/nix/syntax/build/expressions.ts';
import { wrapInLet } from '../../server/src/nix/syntax/build/functions.ts';
import { insertListItem, moveListItem, removeListItem } from '../../server/src/nix/syntax/build/lists.ts';
import { commentsOf } from '../../server/src/nix/syntax/comments.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import type { AttributeBinding, AttributeSet, LetIn, List, SyntaxTree } from '../../server/src/nix/syntax/tree.ts';
import { allBindings, assign, configuration, jsonOf, type SetValue } from './configurations.ts';
import { evaluatedByNix, hasNix } from './realNix.ts';
import { writeConfiguration } from './writeConfiguration.ts';

/** One use of a builder: the text before and after, and what each must evaluate to. */
interface Case {
  readonly before: string;
  readonly after: string;
  readonly wanted: unknown;
}

interface Sample {
  readonly set: SetValue;
  readonly layout: readonly number[];
  readonly choice: number;
  readonly other: number;
}

const sample: fc.Arbitrary<Sample> = fc.record({
  set: configuration,
  layout: fc.array(fc.nat(1000), { minLength: 30, maxLength: 60 }),
  choice: fc.nat(1000),
  other: fc.nat(1000),
});

const runs = Number(process.env.NIX_EDITS ?? 150);

/** Makes a case of each sample that `edit` can do something with, checks what needs no Nix, and evaluates all of them. */
function check(
  edit: (sample: Sample, tree: SyntaxTree) => { edits: readonly TextEdit[]; wanted: unknown } | undefined,
): void {
  const cases: Case[] = [];
  for (const each of fc.sample(sample, { numRuns: runs, seed: 11 })) {
    const before = writeConfiguration(each.set, each.layout);
    const tree = parse(before);
    expect(tree.errors, before).toEqual([]);
    const done = edit(each, tree);
    if (!done) continue;
    const after = applyEdits(before, done.edits);
    expect(parse(after).errors, `${before}\n→\n${after}`).toEqual([]);
    checkComments(tree, after, done.edits);
    cases.push({ before, after, wanted: done.wanted });
  }
  expect(cases.length).toBeGreaterThan(runs / 4);
  if (!hasNix) return;
  const values = evaluatedByNix(cases.map((each) => each.after));
  values.forEach((value, index) => {
    const { before, after, wanted } = cases[index] as Case;
    expect(value, `${before}\n→\n${after}`).toEqual(wanted);
  });
}

/** Every comment survives that is not within what was taken out. */
function checkComments(tree: SyntaxTree, after: string, edits: readonly TextEdit[]): void {
  const left = new Set(commentsOf(parse(after)).map((comment) => comment.text));
  for (const comment of commentsOf(tree)) {
    const gone = edits.some(({ span }) => span.start <= comment.start && comment.end <= span.end);
    if (!gone) expect(left.has(comment.text), `${comment.text} of\n${tree.text}\n→\n${after}`).toBe(true);
  }
}

function rootOf(tree: SyntaxTree): AttributeSet {
  return tree.root as AttributeSet;
}

/** A binding of the configuration, chosen by the sample, of those that fulfil a test. */
function choose({ set, choice }: Sample, tree: SyntaxTree, test: (binding: AttributeBinding) => boolean = () => true) {
  const all = allBindings(set).flatMap(({ path, value }) => {
    const found = findBinding(rootOf(tree), path);
    return found && test(found.binding) ? [{ path, value, ...found }] : [];
  });
  return all[choice % Math.max(1, all.length)];
}

function changed(set: SetValue, change: (json: Record<string, unknown>) => void): unknown {
  const json = jsonOf(set) as Record<string, unknown>;
  change(json);
  return json;
}

describe('builders keep comments and layout, and change only the value that is meant', () => {
  test('the generator writes what it means', () => {
    check(({ set }) => ({ edits: [], wanted: jsonOf(set) }));
  });

  test('setAttribute on an attribute that is there', () => {
    check((each, tree) => {
      const chosen = choose(each, tree);
      const edits = chosen && setAttribute(tree, rootOf(tree), chosen.path, '"new" + "er"');
      return edits && { edits, wanted: changed(each.set, (json) => assign(json, chosen.path, 'newer')) };
    });
  });

  test('setAttribute on an attribute that is not there, twice', () => {
    check((each, tree) => {
      const chosen = choose(each, tree);
      const path = [...(chosen?.path ?? []).slice(0, each.other % 3), 'new one', 'deep'];
      const edits = setAttribute(tree, rootOf(tree), path, '[ 1 ]');
      if (!edits) return undefined;
      const again = parse(applyEdits(tree.text, edits));
      expect(setAttribute(again, rootOf(again), path, '[ 1 ]')).toEqual([]);
      return { edits, wanted: changed(each.set, (json) => assign(json, path, [1])) };
    });
  });

  test('insertBinding with several lines', () => {
    check((each, tree) => {
      const edits = insertBinding(tree, rootOf(tree), 'fresh = {\n  value = [\n    "x"\n  ];\n};');
      return { edits, wanted: changed(each.set, (json) => assign(json, ['fresh', 'value'], ['x'])) };
    });
  });

  test('removeAttribute', () => {
    check((each, tree) => {
      const chosen = choose(each, tree);
      if (!chosen) return undefined;
      const edits = removeAttribute(tree, rootOf(tree), chosen.path);
      const left = without(each.set, chosen.path);
      return { edits, wanted: jsonOf(left) };
    });
  });

  test('renameAttribute', () => {
    check((each, tree) => {
      const chosen = choose(each, tree, (binding) => binding.path.length === 1);
      const name = chosen?.binding.path[0];
      if (!chosen || !name) return undefined;
      const edits = renameAttribute(tree, name, 'renamed to');
      const wanted = changed(each.set, (json) => {
        const holder = chosen.path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, json);
        const old = chosen.path[chosen.path.length - 1] as string;
        holder['renamed to'] = holder[old];
        delete holder[old];
      });
      return { edits, wanted };
    });
  });
});

/** The configuration without one of its bindings. */
function without(set: SetValue, path: readonly string[]): SetValue {
  const bindings = set.bindings.flatMap((binding) => {
    const shared = binding.path.every((name, index) => name === path[index]);
    if (!shared) return [binding];
    if (binding.path.length === path.length) return [];
    if (binding.value.kind !== 'set') return [binding];
    return [{ ...binding, value: without(binding.value, path.slice(binding.path.length)) }];
  });
  return { kind: 'set', bindings };
}

describe('a block of several lines', () => {
  const added = 'b = {\n  x = 1;\n};';
  const inserted = (text: string) => {
    const tree = parse(text);
    const set = tree.root as AttributeSet;
    return applyEdits(text, insertBinding(tree, set, added, set.bindings[0]));
  };

  test('stands apart where others do', () => {
    expect(inserted('{\n  a = {\n  };\n\n  c = 1;\n}\n')).toBe(
      '{\n  a = {\n  };\n\n  b = {\n    x = 1;\n  };\n\n  c = 1;\n}\n',
    );
    expect(inserted('{\n\n  # a comment\n  a = {\n  };\n}\n')).toContain('  };\n\n  b = {');
    expect(inserted('{\r\n  a = 1; # why\r\n\r\n  c = 1;\r\n}\r\n')).toContain('# why\r\n\r\n  b = {\r\n');
  });

  test('follows at once where they do', () => {
    expect(inserted('{\n  a = {\n  };\n  c = 1;\n}\n')).toContain('  };\n  b = {');
  });
});

describe('builders of lists', () => {
  const listIn = (each: Sample, tree: SyntaxTree) => {
    const chosen = choose(each, tree, (binding) => binding.value.kind === 'list');
    if (!chosen) return undefined;
    const list = chosen.binding.value as List;
    const items = jsonOf(chosen.value) as unknown[];
    const change = (next: unknown[]) => changed(each.set, (json) => assign(json, chosen.path, next));
    return { list, items, change };
  };

  test('insertListItem', () => {
    check((each, tree) => {
      const found = listIn(each, tree);
      if (!found) return undefined;
      const index = each.other % (found.items.length + 1);
      const edits = insertListItem(tree, found.list, index, 'let x = "in"; in x');
      return { edits, wanted: found.change(found.items.toSpliced(index, 0, 'in')) };
    });
  });

  test('insertListItem with several lines', () => {
    check((each, tree) => {
      const found = listIn(each, tree);
      if (!found) return undefined;
      const index = each.other % (found.items.length + 1);
      const edits = insertListItem(tree, found.list, index, '{\n  a = 1;\n}');
      return { edits, wanted: found.change(found.items.toSpliced(index, 0, { a: 1 })) };
    });
  });

  test('removeListItem', () => {
    check((each, tree) => {
      const found = listIn(each, tree);
      if (!found || found.items.length === 0) return undefined;
      const index = each.other % found.items.length;
      return { edits: removeListItem(tree, found.list, index), wanted: found.change(found.items.toSpliced(index, 1)) };
    });
  });

  test('moveListItem', () => {
    check((each, tree) => {
      const found = listIn(each, tree);
      if (!found || found.items.length === 0) return undefined;
      const from = each.other % found.items.length;
      const to = (each.other >> 4) % found.items.length;
      const next = found.items.toSpliced(from, 1).toSpliced(to, 0, found.items[from]);
      return { edits: moveListItem(tree, found.list, from, to), wanted: found.change(next) };
    });
  });
});

describe('builders of expressions', () => {
  test('replaceExpression puts parentheses where they are needed', () => {
    check((each, tree) => {
      const chosen = choose(each, tree, (binding) => binding.value.kind === 'list' && binding.value.items.length > 0);
      if (!chosen) return undefined;
      const { items } = chosen.binding.value as List;
      const index = each.other % items.length;
      const edits = replaceExpression(tree, items[index] as List['items'][number], 'if true then\n  1\nelse\n  2');
      const next = (jsonOf(chosen.value) as unknown[]).with(index, 1);
      return { edits, wanted: changed(each.set, (json) => assign(json, chosen.path, next)) };
    });
  });

  test('wrapInCall and unwrapExpression', () => {
    check((each, tree) => {
      const chosen = choose(each, tree);
      if (!chosen) return undefined;
      const wrapped = applyEdits(tree.text, wrapInCall(tree, chosen.binding.value, '(_: { a = _; })'));
      const again = parse(wrapped);
      const call = findBinding(rootOf(again), chosen.path)?.binding.value;
      if (call?.kind !== 'apply') throw new Error(`no call in ${wrapped}`);
      expect(applyEdits(wrapped, unwrapExpression(again, call, call.argument))).toBe(tree.text);
      const edits = wrapInCall(tree, chosen.binding.value, '(_: { a = _; })');
      return { edits, wanted: changed(each.set, (json) => assign(json, chosen.path, { a: jsonOf(chosen.value) })) };
    });
  });

  test('wrapInLet, and insertBinding in that let', () => {
    check((each, tree) => {
      const withLet = applyEdits(tree.text, wrapInLet(tree, tree.root, 'kept = 1;'));
      const again = parse(withLet);
      const edits = insertBinding(again, again.root as LetIn, `more = ${quoteString('x')};`);
      const whole = applyEdits(withLet, edits);
      expect((parse(whole).root as LetIn).bindings).toHaveLength(2);
      return { edits: [{ span: { start: 0, end: tree.text.length }, text: whole }], wanted: jsonOf(each.set) };
    });
  });
});
