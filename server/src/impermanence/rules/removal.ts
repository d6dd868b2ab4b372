import type { Site } from '../../nix/eval/value.ts';
import { removeEntries, removeEntry } from '../fixes/entries.ts';
import type { FileEdit } from '../fixes/fileEdit.ts';
import type { Entry, Model } from '../model/model.ts';
import type { Fix, RuleContext } from './rule.ts';

/**
 * The fix that takes an entry out of its list. Code may make entries for other paths or users of the same item (`genAttrs
 * users (user: …)`): it is not possible unless `isSpare` holds for each of them, too. It harms hosts that need the item.
 */
export function removal(context: RuleContext, model: Model, entry: Entry, isSpare: (entry: Entry) => boolean): Fix {
  return {
    title: `Remove the entry ${entry.path}`,
    preferred: true,
    edits: () => (entriesAt(context, model, [entry]).every(isSpare) ? removeEntry(context, entry) : undefined),
    harms: (other) => entriesAt(context, other, [entry]).length > 0,
  };
}

/** The edits that take just these entries out of their lists; undefined where others are made of the same items. */
export function removalOfAll(
  context: RuleContext,
  model: Model,
  entries: readonly Entry[],
): readonly FileEdit[] | undefined {
  const isAlone = entriesAt(context, model, entries).every((entry) => entries.includes(entry));
  return isAlone ? removeEntries(context, entries) : undefined;
}

/** The entries of a host that are made of the same items as some entries. */
export function entriesAt(context: RuleContext, model: Model, entries: readonly Entry[]): readonly Entry[] {
  const items = context.once(model, entriesByItem);
  const keys = new Set(entries.flatMap(({ site }) => (site ? [keyOf(site)] : [])));
  return [...keys].flatMap((key) => items.get(key) ?? []);
}

function entriesByItem({ entries }: Model): ReadonlyMap<string, readonly Entry[]> {
  const items = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.site === undefined) continue;
    const key = keyOf(entry.site);
    const known = items.get(key);
    if (known) known.push(entry);
    else items.set(key, [entry]);
  }
  return items;
}

/** Whether two entries are made of one item. */
export function isSameItem(one: Entry, other: Entry): boolean {
  return one.site !== undefined && other.site !== undefined && keyOf(one.site) === keyOf(other.site);
}

function keyOf({ file, number }: Site): string {
  return `${number} ${file}`;
}
