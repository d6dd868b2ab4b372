import type { Source } from './source.ts';
import type { StateFact, StatePath } from './state/index.ts';
import { stateFacts } from './state/index.ts';

/** A path that people persist, for completion and hover. */
export interface WellKnownPath extends StatePath {
  readonly scope: 'system' | 'user';
  /** What it belongs to: "PostgreSQL". */
  readonly of: string;
  /** What lies there, as a fragment of a sentence. */
  readonly what: string;
  readonly source: Source;
  /** The facts it comes from, for finding out whether something enabled needs it. */
  readonly facts: readonly StateFact[];
}

/** The well-known paths of a scope, each once, in the order of their importance. Paths with a name to fill in are left out. */
export function wellKnownPaths(scope: WellKnownPath['scope']): readonly WellKnownPath[] {
  return [...known[scope].values()];
}

/** What is known of exactly this path: absolute for the system, relative to the home for a user. */
export function wellKnownPath(scope: WellKnownPath['scope'], path: string): WellKnownPath | undefined {
  return known[scope].get(path);
}

const known: Readonly<Record<WellKnownPath['scope'], ReadonlyMap<string, WellKnownPath>>> = {
  system: collect('system'),
  user: collect('user'),
};

function collect(scope: WellKnownPath['scope']): ReadonlyMap<string, WellKnownPath> {
  const paths = new Map<string, WellKnownPath>();
  for (const fact of stateFacts) {
    if (fact.scope !== scope) continue;
    for (const each of fact.paths) {
      if (each.path.includes('<')) continue;
      const before = paths.get(each.path);
      if (before === undefined) paths.set(each.path, fromFact(each, fact));
      else paths.set(each.path, { ...before, facts: [...before.facts, fact] });
    }
  }
  return paths;
}

function fromFact(path: StatePath, fact: StateFact): WellKnownPath {
  return { ...path, scope: fact.scope, of: fact.name, what: fact.what, source: fact.source, facts: [fact] };
}
