import type { Attr, AttrsValue, Thunk, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';
import { attrs, bool, declareOptions, mkOverride, type NativeModule, nothing, option, text } from './declare.ts';
import type { ModulesRequest } from './evaluateModules.ts';
import { types } from './nativeTypes.ts';

const options = declareOptions(
  option('_module.args', types.lazyAttrsOf(types.raw)),
  option('_module.check', types.bool, { default: bool(true) }),
  option('_module.freeformType', types.nullOr({ name: 'optionType' }), { default: nothing }),
  option('_module.specialArgs', types.raw),
);

/** The options every module set has, and the arguments it passes by itself. */
export function internalModule(request: ModulesRequest): NativeModule {
  return {
    options,
    config: () =>
      attrs({ _module: attrs({ args: ready(ownArguments(request)), specialArgs: request.specialArgs ?? attrs({}) }) }),
  };
}

function ownArguments(request: ModulesRequest): Value {
  const entries = new Map<string, Attr>();
  for (const [name, thunk] of request.moduleArgs ?? []) entries.set(name, { thunk: weak(thunk) });
  if (request.name !== undefined) entries.set('name', { thunk: ready(text(request.name)) });
  const set: AttrsValue = { kind: 'attrs', entries };
  return set;
}

/** What NixOS passes by itself gives way to what a module says in `_module.args`. */
function weak(thunk: Thunk): Thunk {
  return lazy(() => mkOverride(1500, thunk));
}
