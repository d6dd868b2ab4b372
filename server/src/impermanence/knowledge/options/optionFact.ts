import type { Change, Era } from '../revisions.ts';
import { eraAt, landmarks, representativeTime } from '../revisions.ts';
import type { Source } from '../source.ts';

/** What is known of one option: for hover, completion, and the rules about names. */
export interface OptionFact {
  /** Where it stands, `<name>` for free names and `*` for items of a list: `environment.persistence.<name>.directories.*.mode`. */
  readonly path: string;
  /** The type as nixpkgs' manual would print it. */
  readonly type: string;
  /** The default as Nix text or as words; undefined: must be set. */
  readonly default: string | undefined;
  /** What it does. Markdown, a sentence or two. */
  readonly meaning: string;
  /** Allowed values of an enumeration. */
  readonly values?: readonly string[] | undefined;
  /** Not meant to be set by people. */
  readonly internal?: boolean | undefined;
  /** The first revision that has it; undefined: it was always there, or is not the module's. */
  readonly since?: Change | undefined;
  /** The first revision that no longer has it. */
  readonly until?: Change | undefined;
  /** Set where later revisions know the name only to refuse it. */
  readonly removal?: Removal | undefined;
  readonly source: Source;
}

/** An option that is still known by name, and refused by an assertion where it is set. */
export interface Removal {
  readonly change: Change;
  /** Why it went, and what to do instead. */
  readonly reason: string;
}

/** Which module a locked revision is, as far as option names are concerned. */
export interface ModuleVersion {
  readonly era: Era;
  /** Commit time of the revision in seconds since 1970; undefined: the last (v1-early: a typical) one of the era. */
  readonly lastModified: number | undefined;
}

/** How a version of the module takes an option: it has it, refuses it by name, or does not know it (yet, or any more). */
export type Standing = 'present' | 'removed' | 'later' | 'gone';

/** The standing of an option in a version of the module. */
export function standing(fact: OptionFact, version: ModuleVersion): Standing {
  const time = timeOf(version);
  if (fact.since !== undefined && time < fact.since.time) return 'later';
  if (fact.removal !== undefined && time >= fact.removal.change.time) return 'removed';
  return fact.until !== undefined && time >= fact.until.time ? 'gone' : 'present';
}

/** The commit time a version stands for; a time that does not belong to the era is not used. */
export function timeOf({ era, lastModified }: ModuleVersion): number {
  return lastModified !== undefined && eraAt(lastModified) === era ? lastModified : representativeTime(era);
}

/** The day of a change as ISO date. Dates are those of the commit; the rewrite came to master on 2026-01-07. */
export function dayOf(change: Change): string {
  const time = change.revision === landmarks.firstV2.revision ? Date.UTC(2026, 0, 7) / 1000 : change.time;
  return new Date(time * 1000).toISOString().slice(0, 10);
}
