import type { Env, Machine } from './machine.ts';
import { selectExternal } from './select.ts';
import type { FreeTerm } from './term.ts';
import { below } from './text.ts';
import type { Site, Unknown, Value } from './value.ts';
import { because, external, failure, typeFailure } from './values.ts';

/** A variable that the file does not bind: a global one, else from the `with` scopes around it. */
export function variableOf(term: FreeTerm, env: Env): Value {
  const global = env.machine.globals.get(term.name);
  return global === undefined ? fromScopes(term, env) : global.force();
}

function fromScopes(term: FreeTerm, env: Env): Value {
  const { name, site } = term;
  let around: Env | undefined = env;
  let passed = 0;
  let doubt: Unknown | undefined;
  for (const depth of term.withs) {
    for (; passed < depth; passed++) around = around?.around;
    const scope = around?.scope?.force();
    if (scope === undefined) throw new Error('a variable was resolved to a `with` that does not exist');
    if (scope.kind === 'failure') return scope;
    if (scope.kind === 'unknown') return selectExternal(scope, name);
    if (scope.kind !== 'attrs') return typeFailure('a set', scope, site);
    const attr = scope.entries.get(name);
    if (attr !== undefined) return attr.maybe === undefined ? attr.thunk.force() : because(attr.maybe, site);
    if (scope.rest === undefined) continue;
    // What is left of `lib.types` hardly stands for a name that a scope around it has.
    doubt ??= selectExternal(scope.rest, name);
    if (scope.mayHold?.(name) !== false) return doubt;
  }
  const told = site === undefined ? undefined : env.machine.hooks.variable?.(name, site);
  return told ?? doubt ?? failure('undefined-variable', `undefined variable '${name}'`, site);
}

/** `<name/sub>`. */
export function findFile(machine: Machine, text: string, site?: Site): Value {
  const slash = text.indexOf('/');
  const name = slash < 0 ? text : text.slice(0, slash);
  const subpath = slash < 0 ? '' : text.slice(slash);
  const told = machine.hooks.searchPath?.(name);
  if (told === undefined) {
    const source = { kind: 'searchPath', name, site } as const;
    return external(
      `<${name}> lies outside of the workspace`,
      { source, attributes: [], subpath, imported: false },
      site,
    );
  }
  if (told.kind === 'path') return { kind: 'path', path: told.path + subpath, site };
  return told.kind === 'unknown' ? below(told, subpath, site) : told;
}
