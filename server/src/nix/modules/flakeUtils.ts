import type { Evaluation } from '../eval/evaluate.ts';
import type { Attr, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { text } from './declare.ts';

/**
 * flake-utils' `eachSystem`: what the function gives for each system, with the system's name put below each attribute.
 * Without a function it is waited for.
 */
export function eachSystem(
  evaluation: Evaluation,
  systems: readonly string[] | Thunk,
  apply: Thunk | undefined,
): Value {
  if (apply === undefined) return { kind: 'function', apply: (given) => eachSystem(evaluation, systems, given) };
  const names = 'force' in systems ? namesOf(systems.force()) : systems;
  if (!Array.isArray(names)) return forSomeSystems(evaluation, apply);
  const outputs = new Map<string, Map<string, Attr>>();
  for (const system of names as readonly string[]) {
    const given = evaluation.apply(apply.force(), ready(text(system)));
    if (given.kind !== 'attrs')
      return given.kind === 'failure' ? given : unknown('what a flake gives for a system is not known');
    for (const [name, attr] of given.entries) {
      const bySystem = outputs.get(name) ?? new Map<string, Attr>();
      outputs.set(name, bySystem.set(system, attr));
    }
  }
  return {
    kind: 'attrs',
    entries: new Map([...outputs].map(([name, entries]) => [name, { thunk: ready({ kind: 'attrs', entries }) }])),
  };
}

/** What is given for systems that are not known: attributes of the names that it has for any system, if there is one. */
function forSomeSystems(evaluation: Evaluation, apply: Thunk): Value {
  const reason = unknown('the list of systems is not known');
  const given = evaluation.apply(apply.force(), ready(reason));
  if (given.kind !== 'attrs' || given.rest !== undefined) return reason;
  return { kind: 'attrs', entries: new Map([...given.entries.keys()].map((name) => [name, someValue(reason)])) };
}

function someValue(reason: Unknown): Attr {
  return { thunk: ready(reason), maybe: reason };
}

/** `eachDefaultSystemPassThrough`: the sets of all systems joined; those of the first one count where they differ. */
export function passThroughSystem(evaluation: Evaluation, apply: Thunk): Value {
  return lazy(() => evaluation.apply(apply.force(), ready(text('x86_64-linux')))).force();
}

function namesOf(value: Value): readonly string[] | undefined {
  if (value.kind !== 'list') return undefined;
  const names = value.items.map((item) =>
    item.kind === 'item' && item.maybe === undefined ? item.thunk.force() : undefined,
  );
  return names.every((name) => name?.kind === 'string')
    ? names.flatMap((name) => (name?.kind === 'string' ? name.text : []))
    : undefined;
}
