import type { Attr, AttrsValue, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import type { ModulesRequest } from './evaluateModules.ts';
import type { Level } from './level.ts';

/** Calls a module with the arguments it names, as nixpkgs' `applyModuleArgs`. */
export function callModule(
  value: Value,
  request: ModulesRequest,
  config: Thunk,
  options: Thunk,
  argument: (name: string) => Value,
): Value {
  const special = request.specialArgs?.force();
  const entries = new Map<string, Attr>([
    ['lib', { thunk: request.session.evaluation.lib }],
    ['options', { thunk: options }],
    ['config', { thunk: config }],
    ['specialArgs', { thunk: lazy(() => special ?? { kind: 'attrs', entries: new Map() }) }],
  ]);
  if (special?.kind === 'attrs') for (const [name, attr] of special.entries) entries.set(name, attr);
  const ownLib = special?.kind === 'attrs' ? special.entries.get('lib') : undefined;
  if (ownLib !== undefined) entries.set('lib', { ...ownLib, thunk: knownLib(ownLib.thunk, request) });
  const callee = value.kind === 'attrs' ? functorOf(value) : value;
  if (callee.kind !== 'function') return callee;
  for (const name of callee.formals?.keys() ?? []) {
    if (!entries.has(name)) entries.set(name, { thunk: lazy(() => argument(name)) });
  }
  const args: AttrsValue = { kind: 'attrs', entries };
  return callee.apply({ force: () => args });
}

/** A `lib` of the configuration's own that is not known (`pkgs.lib` with overlays) has at least what nixpkgs' own has. */
function knownLib(given: Thunk, request: ModulesRequest): Thunk {
  return lazy(() => {
    const value = given.force();
    return value.kind === 'unknown' ? request.session.evaluation.lib.force() : value;
  });
}

function functorOf(value: AttrsValue): Value {
  const functor = value.entries.get('__functor')?.thunk.force();
  if (functor === undefined) return unknown('a set that is called like a function');
  const callee = functor.kind === 'function' ? functor.apply({ force: () => value }) : functor;
  if (callee.kind !== 'function') return callee;
  const formals = value.entries.get('__functionArgs')?.thunk.force();
  if (formals?.kind !== 'attrs') return callee;
  return {
    ...callee,
    apply: (argument) => callee.apply(argument),
    formals: new Map([...formals.entries.keys()].map((name) => [name, true])),
  };
}

/** What `_module.args` has under a name. */
export function moduleArgument(name: string, internal: Level, request: ModulesRequest): Value {
  const value = internal.member('args')?.value.force();
  const attr = value?.kind === 'attrs' ? value.entries.get(name) : undefined;
  if (attr !== undefined) return attr.thunk.force();
  const special = request.specialArgs?.force();
  if (special?.kind === 'unknown') return special;
  return notPassed(name);
}

/** The value of an argument that nobody passes. */
export function notPassed(name: string): Unknown {
  return unknown(`argument \`${name}\` of the module is not known`);
}
