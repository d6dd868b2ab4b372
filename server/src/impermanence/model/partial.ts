import type { Attr, Site, Value } from '../../nix/eval/value.ts';
import type { Condition } from '../../nix/modules/configuration.ts';
import type { UnknownPart } from './model.ts';

/** Where the parts of a model put what they could not compute. */
export interface Doubts {
  /** Takes a part down; the same path and reason are taken down once. `path` is dotted, with `<name>` for unknown names. */
  add(path: string, reason: string, site?: Site | undefined): void;
  readonly parts: readonly UnknownPart[];
}

/** An empty list of doubts. */
export function createDoubts(): Doubts {
  const parts: UnknownPart[] = [];
  const seen = new Set<string>();
  return {
    parts,
    add(path, reason, site) {
      const key = `${path} ${reason} ${site?.file} ${site?.number}`;
      if (seen.has(key)) return;
      seen.add(key);
      parts.push({ path, reason, site });
    },
  };
}

/** Takes down an unknown or failed value at a path. Nothing happens for other values. */
export function doubt(doubts: Doubts, path: string, value: Value): void {
  if (value.kind === 'unknown') doubts.add(path, value.reason, value.site);
  else if (value.kind === 'failure') doubts.add(path, value.message, value.site);
}

/** The weaker of several conditions. */
export function all(...conditions: readonly Condition[]): Condition {
  return conditions.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether an attribute (or list item) is certainly there. */
export function presence(attr: Pick<Attr, 'maybe'>): Condition {
  return attr.maybe === undefined ? 'yes' : 'unknown';
}

/** An option path for people: names that are no identifiers in quotes. */
export function showPath(...path: readonly string[]): string {
  return path.map((name) => (/^[a-zA-Z_][\w'-]*$|^<.*>$/.test(name) ? name : JSON.stringify(name))).join('.');
}
