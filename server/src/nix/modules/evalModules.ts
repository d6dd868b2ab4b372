import { lowerUnlocated } from '../eval/lower.ts';
import type { Attr, AttrsValue, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { parse } from '../syntax/parse.ts';
import { text } from './declare.ts';
import { evaluateModules } from './evaluateModules.ts';
import type { HostContext } from './hostContext.ts';
import { once } from './once.ts';
import { listItems } from './system.ts';

/** `lib.evalModules { modules; specialArgs; prefix; }`. */
export function evalModulesValue(context: HostContext, argument: Thunk): Value {
  const given = argument.force();
  if (given.kind !== 'attrs')
    return given.kind === 'unknown' || given.kind === 'failure' ? given : unknown('evalModules of no set');
  return call(context.ownCode(extensions()), [context.lib, argument, ready(configurationValue(context, given))]);
}

/** What can be made of a set of modules besides: one with more of them, and a type of submodules. */
const extensionsSource = `
lib: given: made:
let specialArgs = given.specialArgs or { }; in
made // {
  extendModules = more: lib.evalModules (given // {
    modules = given.modules or [ ] ++ more.modules or [ ];
    specialArgs = specialArgs // more.specialArgs or { };
    prefix = more.prefix or given.prefix or [ ];
  });
  type = lib.types.submoduleWith { modules = given.modules or [ ]; inherit specialArgs; };
}
`;

const extensions = once(() => lowerUnlocated(parse(extensionsSource)));

function call(callee: Value, args: readonly Thunk[]): Value {
  let value = callee;
  for (const argument of args) if (value.kind === 'function') value = value.apply(argument);
  return value;
}

function configurationValue(context: HostContext, given: AttrsValue): Value {
  const get = (name: string) => given.entries.get(name)?.thunk;
  const set = evaluateModules({
    session: context.session,
    modules: () => listItems(get('modules')?.force()),
    specialArgs: get('specialArgs'),
    path: pathOf(get('prefix')?.force()),
    file: given.site?.file,
  });
  const entries = new Map<string, Attr>([
    ['_type', { thunk: ready(text('configuration')) }],
    ['config', { thunk: set.config }],
    ['options', { thunk: set.options }],
    ['_module', { thunk: lazy(() => set.self.get('_module')) }],
  ]);
  return { kind: 'attrs', entries, rest: unknown('this part of evalModules is not known') };
}

function pathOf(value: Value | undefined): readonly string[] {
  if (value?.kind !== 'list') return [];
  return value.items.flatMap((item) => {
    const part = item.kind === 'item' ? item.thunk.force() : undefined;
    return part?.kind === 'string' ? part.text : [];
  });
}
