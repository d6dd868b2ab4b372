import { together } from '../fixes/combine.ts';
import type { Model } from '../model/model.ts';
import type { Fix, Problem } from './rule.ts';

/**
 * The fixes of a problem that several hosts have, each doing at once what it does for any of them. `others` are the hosts
 * that have no such problem: where one of them would suffer, a fix is not the preferred one, and not there at all if it
 * never was.
 */
export function sharedFixes(problems: readonly Problem[], others: readonly Model[]): readonly Fix[] {
  const lists = problems.flatMap(({ fixes }) => (fixes !== undefined && fixes.length > 0 ? [fixes] : []));
  return (lists[0] ?? []).flatMap((fix) => {
    const same = lists.flatMap((list) => list.find(({ title }) => title === fix.title) ?? []);
    const harmful = same.some(({ harms }) => harms !== undefined && others.some(harms));
    if (harmful && fix.preferred !== true) return [];
    const [only, ...more] = same;
    const edits =
      only === undefined || more.length === 0 ? fix.edits : () => together(same.map((each) => each.edits()));
    return [{ title: fix.title, preferred: fix.preferred === true && !harmful, edits }];
  });
}
