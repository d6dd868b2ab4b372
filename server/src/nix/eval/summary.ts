import { type NarrowChange, narrowChange } from './narrowChange.ts';
import { renumber, replaceSites } from './replaceSites.ts';
import type { Sites } from './sites.ts';
import type { Term } from './term.ts';
import type { FilePath, Site } from './value.ts';

export type { Sites } from './sites.ts';

/**
 * What a file means, without positions: all that evaluation sees of it. Two texts that differ in comments and white
 * space only have equal summaries, and `reuse` keeps the object, so that nothing downstream is done again.
 */
export interface Summary {
  readonly path: FilePath;
  readonly root: Term;
  /** All sites by number. */
  readonly sites: readonly Site[];
  /** Variables that nothing binds, no `with` around them either: real Nix refuses the file. */
  readonly unbound: readonly { readonly name: string; readonly site: Site }[];
  readonly print: Fingerprint;
  /** Set where the summary differs from another one in the value of one definition of a module. */
  readonly change?: { readonly from: Identity; readonly path: readonly string[] } | undefined;
  readonly identity: Identity;
}

/** Stands for a summary without keeping it alive. One object per summary. */
export interface Identity {
  readonly path: FilePath;
}

/** The summary's terms written down flat, for comparing: codes and indices into the strings. */
export interface Fingerprint {
  readonly codes: Int32Array;
  readonly strings: readonly string[];
}

/** A summary with the places of its sites in one text. */
export interface Lowered {
  readonly summary: Summary;
  readonly sites: Sites;
}

/** Whether both files stand at the same path and mean the same, site by site. */
export function sameMeaning(a: Summary, b: Summary): boolean {
  if (a === b) return true;
  if (a.path !== b.path) return false;
  const { codes, strings } = a.print;
  if (codes.length !== b.print.codes.length || strings.length !== b.print.strings.length) return false;
  for (let index = 0; index < codes.length; index++) if (codes[index] !== b.print.codes[index]) return false;
  return strings.every((text, index) => text === b.print.strings[index]);
}

/**
 * The new places with the old summary object, where the edit did not change the meaning; else what was lowered, with the
 * old objects for all places outside of what changed, if that is one definition.
 */
export function reuse(previous: Lowered | undefined, lowered: Lowered): Lowered {
  if (previous === undefined) return lowered;
  if (sameMeaning(previous.summary, lowered.summary))
    return { summary: previous.summary, sites: lowered.sites.withObjects(previous.summary.sites) };
  const change = narrowChange(previous.summary.root, lowered.summary.root);
  return change === undefined ? lowered : graft(previous.summary, lowered, change);
}

function graft(previous: Summary, { summary, sites }: Lowered, { path, pairs }: NarrowChange): Lowered {
  const kept = (site: Site) => pairs.get(site) ?? site;
  const objects = summary.sites.map(kept);
  let number = previous.sites.reduce((most, site) => Math.max(most, site.number), summary.sites.length);
  for (const site of summary.sites) if (!pairs.has(site)) renumber(site, ++number);
  replaceSites(summary.root, pairs);
  const unbound = summary.unbound.map(({ name, site }) => ({ name, site: kept(site) }));
  const change = { from: previous.identity, path };
  return { summary: { ...summary, sites: objects, unbound, change }, sites: sites.withObjects(objects) };
}
