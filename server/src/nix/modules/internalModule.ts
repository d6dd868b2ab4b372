import type { Attr, AttrsValue, Thunk, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';
import { type Branch, childOf } from './declarations.ts';
import { attrs, bool, declareOptions, mkOverride, nothing, option, type Self, text } from './declare.ts';
import { type PushedSet, pushDown, type RawDefinition } from './definitions.ts';
import type { ModulesRequest } from './evaluateModules.ts';
import { definitionsNamed } from './gather.ts';
import { type Level, makeLevel } from './level.ts';
import { types } from './nativeTypes.ts';
import { inside, type Place } from './session.ts';

const options = declareOptions(
  option('args', types.lazyAttrsOf(types.raw)),
  option('check', types.bool, { default: bool(true) }),
  option('freeformType', types.nullOr({ name: 'optionType' }), { default: nothing }),
  option('specialArgs', types.raw),
);

/** `_module` of a module set: its arguments and what it does with undeclared names. */
export function internalLevel(
  request: ModulesRequest,
  place: Place,
  sets: readonly PushedSet[],
  branches: readonly Branch[],
  self: Self,
): Level {
  const written = () => definitionsNamed(sets, '_module').flatMap(push);
  const declared = branches.flatMap((branch) => childOf(branch, '_module') ?? []);
  return makeLevel({
    place: inside(place, '_module'),
    branches: [{ kind: 'native', tree: options, self }, ...declared],
    sets: () => [...written(), { value: ownDefinitions(request), source: { file: undefined }, wrappers: [] }],
    openness: () => ({ kind: 'closed' }),
    world: undefined,
    isRoot: false,
  });
}

function push(raw: RawDefinition): readonly PushedSet[] {
  return pushDown(raw.value.force(), raw.source, raw.wrappers);
}

function ownDefinitions(request: ModulesRequest): Value {
  return attrs({ args: ready(ownArguments(request)), specialArgs: request.specialArgs ?? attrs({}) });
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
