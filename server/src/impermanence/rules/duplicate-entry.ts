import type { Entry, Era, Model } from '../model/model.ts';
import page from './duplicate-entry.md';
import { isSameItem, removal } from './removal.ts';
import type { Fix, Problem, Rule } from './rule.ts';

/** The module's assertion `The following directories were specified two or more times`, files likewise. */
export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  title: 'The same path is persisted twice',
  page,
  source: 'M',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined) return;
    const targets = sameTargets(model, era);
    // Code may make several entries of one item: it can go where each of them is there without it, too.
    const sameAs = new Map(targets.flatMap((same) => same.map((entry) => [entry, same] as const)));
    const isSpare = (entry: Entry) => sameAs.get(entry)?.some((other) => !isSameItem(entry, other)) === true;
    for (const same of targets) {
      yield* duplicates(same, (entry) => removal(context, model, entry, isSpare));
    }
  },
};

function sameTargets(model: Model, era: Era): readonly (readonly Entry[])[] {
  const byTarget = new Map<string, Entry[]>();
  for (const entry of model.entries) {
    // Of paths that are not written yet unpersistable-path speaks.
    if (entry.condition !== 'yes' || (entry.written === '' && entry.path === '/')) continue;
    if (era !== 'v2' && entry.origin.kind === 'home') continue;
    const key = `${entry.kind} ${era === 'v2' ? entry.path : asCompared(entry)}`;
    const known = byTarget.get(key);
    if (known) known.push(entry);
    else byTarget.set(key, [entry]);
  }
  return [...byTarget.values()];
}

/** v1 compares system entries as they are written; those of users are joined to the home first. */
function asCompared(entry: Entry): string {
  return entry.origin.kind === 'system' ? entry.written : entry.path;
}

function* duplicates(same: readonly Entry[], removalOf: (entry: Entry) => Fix): Iterable<Problem> {
  const [first, ...others] = same;
  for (const entry of others) {
    const site = entry.site ?? entry.store.site;
    if (!first || !site) continue;
    const kinds = entry.kind === 'file' ? 'files' : 'directories';
    yield {
      message: `${entry.path} is persisted twice${places(entry, first)}. The module refuses it: “The following ${kinds} were specified two or more times”.`,
      at: { site },
      related: first.site ? [{ at: { site: first.site }, message: `the first time, ${where(first)}` }] : [],
      fixes: fixesFor(entry, first, removalOf),
    };
  }
}

/** Either can go. The later one does if nothing speaks against it: its owner and mode, or other entries made of its item. */
function fixesFor(entry: Entry, first: Entry, removalOf: (entry: Entry) => Fix): readonly Fix[] {
  const here = { ...removalOf(entry), title: `Remove this entry for ${entry.path}` };
  if (isSameItem(entry, first)) return [here];
  const there = { ...removalOf(first), title: `Remove the other entry for ${entry.path}` };
  const keepsThis = fieldsOf(entry) > fieldsOf(first) && there.edits() !== undefined;
  const prefersThere = keepsThis || here.edits() === undefined;
  return [
    { ...here, preferred: !prefersThere },
    { ...there, preferred: prefersThere },
  ];
}

/** How many of owner, mode and the like it sets. */
function fieldsOf({ fieldSites }: Entry): number {
  return Object.values(fieldSites).filter((site) => site !== undefined).length;
}

function places(entry: Entry, first: Entry): string {
  const [here, there] = [where(entry), where(first)];
  return here === there ? ` ${here}` : `: ${here} and ${there}`;
}

function where({ origin, source, store }: Entry): string {
  const place = source ?? store.name;
  if (origin.kind === 'system') return `in ${place}`;
  const user = origin.user ?? 'the user';
  return origin.kind === 'user' ? `in ${place} for users.${user}` : `in ${place} by Home Manager for ${user}`;
}
