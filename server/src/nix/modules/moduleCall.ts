import { LambdaValue } from '../eval/call.ts';
import type { Attr, AttrsValue, Thunk, Unknown, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import type { ModulesRequest } from './evaluateModules.ts';
import type { Level } from './level.ts';
import { once } from './once.ts';

/** What modules are called with besides what `_module.args` holds. */
export interface ModuleArguments {
  readonly request: ModulesRequest;
  readonly config: Thunk;
  readonly options: Thunk;
  /** An argument that nobody passes by itself. */
  readonly argument: (name: string) => Value;
}

/** Calls modules with the arguments they name, as nixpkgs' `applyModuleArgs`. */
export function moduleCaller(given: ModuleArguments): (module: Value) => Value {
  const common = once(() => commonArguments(given));
  const add = (entries: Map<string, Attr>, formals: Iterable<string>) => {
    // What an argument is too early in one module is not what it is in the others: nothing is kept of it.
    for (const name of formals)
      if (!entries.has(name)) entries.set(name, { thunk: { force: () => given.argument(name) } });
    return entries;
  };
  return (value) => {
    const callee = value.kind === 'attrs' ? functorOf(value) : value;
    if (callee.kind !== 'function') return callee;
    // A module that does not see its arguments as a set shares it with the others.
    const shared = callee instanceof LambdaValue && callee.name === undefined && callee.ellipsis;
    const entries = shared ? common() : new Map(common());
    const formals = callee instanceof LambdaValue ? callee.formalNames() : (callee.formals?.keys() ?? []);
    const args: AttrsValue = { kind: 'attrs', entries: add(entries, formals) };
    return callee.apply(ready(args));
  };
}

function commonArguments({ request, config, options }: ModuleArguments): Map<string, Attr> {
  const special = request.specialArgs?.force();
  const entries = new Map<string, Attr>([
    ['lib', { thunk: request.session.evaluation.lib }],
    ['options', { thunk: options }],
    ['config', { thunk: config }],
    ['specialArgs', { thunk: ready(special ?? { kind: 'attrs', entries: new Map() }) }],
  ]);
  if (special?.kind === 'attrs') for (const [name, attr] of special.entries) entries.set(name, attr);
  return entries;
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
