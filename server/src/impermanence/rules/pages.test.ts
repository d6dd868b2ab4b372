import { describe, expect, test } from 'vitest';
import { examplesOf, markLine, markOf } from '../../../../test/rules/page.ts';
import { applied, repaired } from '../../../../test/rules/repair.ts';
import { analysisOf, root } from '../../../../test/support/folder.ts';
import { rules } from './index.ts';

/** Rules that need no example: the shells report them, not an analysis. */
const withoutExample = new Set(['invalid-setting']);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = withoutExample.has(id) ? [] : examplesOf(rule.page);

  test('has a page with its name, a reason and an example', () => {
    expect(rule.page).toMatch(new RegExp(`^# ${id}\n\n\\S`));
    expect(rule.page).toMatch(/^## Why\n\n\S/m);
    expect(examples.length).toBe(withoutExample.has(id) ? 0 : Math.max(1, examples.length));
  });

  test.each(examples)('Wrong$name has exactly the problems marked', ({ wrong, marks }) => {
    const found = analysisOf(wrong)
      .problems()
      .map((problem) => markOf(problem, wrong, root));
    const shown = (all: typeof found) => all.map((mark) => `${mark.file}:${mark.line + 1} ${markLine(mark)}`).sort();
    expect(shown(found)).toEqual(shown([...marks]));
    expect(marks.map((mark) => mark.rule)).toContain(id);
  });

  test.each(examples)('Right$name has no problem', ({ right }) => {
    const found = analysisOf(right).problems();
    expect(found.map((problem) => `${problem.file} ${problem.rule.id}: ${problem.message}`)).toEqual([]);
  });

  test.each(examples)('Wrong$name is repaired to Right', ({ wrong, right }) => {
    const fixes = analysisOf(wrong)
      .problems()
      .filter((problem) => problem.rule.id === id)
      .flatMap((problem) => problem.fixes);
    expect(fixes.some((fix) => applied(wrong, fix) !== undefined)).toBe(rule.repair !== 'none');
    expect(fixes.some((fix) => fix.preferred)).toBe(rule.repair === 'preferred');
    if (rule.repair === 'preferred') expect(repaired(wrong, id)).toEqual(right);
  });
});
