import type { Attr, External, FunctionValue, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, bool, declareOptions, list, option, text } from './declare.ts';
import { evaluateModules } from './evaluateModules.ts';
import type { EvaluateAgain, FlakeArguments } from './flakePartitions.ts';
import { partitionsModule } from './flakePartitions.ts';
import { flakePartsLibrary } from './frameworks/index.ts';
import type { HostContext } from './hostContext.ts';
import { nativeFunction } from './importTree.ts';
import type { KnownCall } from './knownCalls.ts';
import { flakeLibrary } from './knownFlakes.ts';
import { types } from './nativeTypes.ts';
import type { Openness } from './openness.ts';

/** The outputs a flake-parts flake declares (hercules-ci/flake-parts, modules/ and extras/modules.nix). */
const flakeOutputs: NativeModule = {
  options: declareOptions(
    option('nixosConfigurations', types.lazyAttrsOf(types.raw), { default: attrs({}) }),
    option('homeConfigurations', types.lazyAttrsOf(types.raw), { default: attrs({}) }),
    option('darwinConfigurations', types.lazyAttrsOf(types.raw), { default: attrs({}) }),
    option('nixosModules', types.lazyAttrsOf(types.deferredModule), { default: attrs({}) }),
    option('homeModules', types.lazyAttrsOf(types.deferredModule), { default: attrs({}) }),
    option('homeManagerModules', types.lazyAttrsOf(types.deferredModule), { default: attrs({}) }),
    option('flakeModules', types.lazyAttrsOf(types.deferredModule), { default: attrs({}) }),
    option('modules', types.lazyAttrsOf(types.lazyAttrsOf(types.deferredModule)), { default: attrs({}) }),
    option('overlays', types.lazyAttrsOf(types.raw), { default: attrs({}) }),
    ...['packages', 'devShells', 'checks', 'apps', 'formatter', 'legacyPackages'].map((name) =>
      option(name, types.raw, { default: unknown(`\`${name}\` of the flake are not evaluated`) }),
    ),
  ),
  // Two definitions of an output are refused unless a module from outside declares it, and such are not in sight.
  freeform: types.lazyAttrsOf(types.unspecified),
  rest: unknown('an output of the flake that nothing in sight defines'),
};

const flakePartsModule: NativeModule = {
  options: declareOptions(
    option('flake', types.submodule(flakeOutputs), { default: attrs({}) }),
    option('perSystem', types.shape, { default: attrs({}) }),
    option('systems', types.listOf(types.str), { default: list() }),
    option('debug', types.bool, { default: bool(false) }),
    option('transposition', types.shape, { default: attrs({}) }),
  ),
};

/** Modules of flake-parts from outside may declare anything. */
const openFlake: Openness = {
  kind: 'world',
  owns: () => true,
  rest: () => unknown('an option of flake-parts that is not known'),
};

/** `flake-parts.lib.mkFlake { inherit inputs; } module`: what the module tree makes of `flake`. */
export function mkFlake(call: KnownCall): Value {
  return nativeFunction((module) => flakeOf(call, module), 'mkFlake');
}

/** `flake-parts.lib.evalFlakeModule { inherit inputs; } module`: the same before the outputs are taken from it. */
export function evalFlakeModule(call: KnownCall): Value {
  const rest = unknown('of the evaluation of the flake only its outputs are known');
  return nativeFunction((module) => {
    const flake = lazy(() => flakeOf(call, module));
    const entries = new Map<string, Attr>(['flake', 'processedFlake'].map((name) => [name, { thunk: flake }]));
    return { kind: 'attrs', entries: new Map([['config', { thunk: ready({ kind: 'attrs', entries, rest }) }]]), rest };
  }, 'evalFlakeModule');
}

function flakeOf(call: KnownCall, module: Thunk): Value {
  const given = call.argument.force();
  if (given.kind === 'failure') return given;
  const get = (name: string) => (given.kind === 'attrs' ? given.entries.get(name)?.thunk : undefined);
  const inputs = get('inputs') ?? ready(unknown('the inputs of the flake are not known'));
  const self = get('self') ?? lazy(() => selfOf(inputs.force()));
  const more = get('specialArgs');
  const again: EvaluateAgain = (extra, other) => flakeModules(call, [module, extra], other, more, undefined);
  return flakeModules(call, [module], { inputs, self }, more, again).get('flake');
}

function flakeModules(
  { context, site }: KnownCall,
  modules: readonly Thunk[],
  given: FlakeArguments,
  more: Thunk | undefined,
  again: EvaluateAgain | undefined,
): Self {
  return evaluateModules({
    session: context.session,
    modules: modules.map((thunk) => ({ kind: 'item', thunk, site })),
    native: [flakePartsModule, partitionsModule(context, given, again)],
    specialArgs: lazy(() => specialArguments(context, given, more?.force())),
    moduleArgs: new Map([
      ['withSystem', ready(withSystem(context, given.self))],
      ['moduleWithSystem', ready(moduleWithSystem(context, given.self))],
      ['getSystem', ready(unknown('what a flake has per system is not evaluated'))],
      ['partitionStack', ready(unknown('the partition of the flake is not known'))],
    ]),
    openness: openFlake,
    file: site?.file,
  }).self;
}

/** The `lib` of flake-parts is that of the flake's nixpkgs, with `nixosSystem`. */
const nixpkgsInput: External = {
  source: { kind: 'input', name: 'nixpkgs' },
  attributes: ['lib', 'nixosSystem'],
  subpath: '',
  imported: false,
};

function selfOf(inputs: Value): Value {
  const self = inputs.kind === 'attrs' ? inputs.entries.get('self')?.thunk.force() : undefined;
  return self ?? unknown('the flake itself is not known');
}

function specialArguments(context: HostContext, { inputs, self }: FlakeArguments, more: Value | undefined): Value {
  const entries = new Map<string, Attr>([
    ['lib', { thunk: lazy(() => flakeLibrary(context, nixpkgsInput)) }],
    ['inputs', { thunk: inputs }],
    ['self', { thunk: self }],
    ['moduleLocation', { thunk: ready(text('<mkFlake argument>')) }],
    ['flake-parts-lib', { thunk: lazy(() => partsLibrary(context)) }],
  ]);
  if (more?.kind !== 'attrs') return { kind: 'attrs', entries };
  return { ...more, entries: new Map([...entries, ...more.entries]) };
}

function partsLibrary(context: HostContext): Value {
  const rest = unknown('this function of flake-parts is not known');
  return { kind: 'attrs', entries: flakePartsLibrary(context, rest)?.entries ?? new Map(), rest };
}

/** `withSystem system f`: packages are not evaluated, so of the arguments only the system is known. */
function withSystem(context: HostContext, self: Thunk): Value {
  return nativeFunction((system) => nativeFunction((apply) => applyWithSystem(context, self, system, apply.force())));
}

function applyWithSystem(context: HostContext, self: Thunk, system: Thunk, callee: Value): Value {
  if (callee.kind !== 'function') return callee;
  return callee.apply(lazy(() => systemArguments(context, self, system)));
}

function systemArguments(context: HostContext, self: Thunk, system: Thunk): Value {
  const rest = unknown('what a flake has per system is not evaluated');
  const entries = new Map<string, Attr>([
    ['system', { thunk: system }],
    ['pkgs', { thunk: lazy(() => context.pkgs(system.force()).force()) }],
    ['lib', { thunk: context.lib }],
    ['self', { thunk: self }],
    ...["inputs'", "self'", 'config', 'options'].map((name) => [name, { thunk: ready(rest) }] as const),
  ]);
  return { kind: 'attrs', entries, rest };
}

/** `moduleWithSystem f`: a module made by `f` from the arguments of the system it is used for. */
function moduleWithSystem(context: HostContext, self: Thunk): Value {
  return nativeFunction((apply) => {
    const callee = apply.force();
    if (callee.kind !== 'function') return callee;
    const module: FunctionValue = {
      kind: 'function',
      formals: new Map([['config', false]]),
      ellipsis: true,
      apply: (given) => {
        const made = lazy(() =>
          applyWithSystem(
            context,
            self,
            lazy(() => systemOf(given.force())),
            callee,
          ),
        );
        return attrs({ imports: { kind: 'list', items: [{ kind: 'item', thunk: made, site: callee.site }] } });
      },
      site: callee.site,
    };
    return module;
  });
}

/** The system that the arguments of a module speak of: `_module.args.system`, else that of `pkgs`. */
function systemOf(given: Value): Value {
  const config = member(given, 'config');
  const args = member(member(config, '_module'), 'args');
  const told = args?.kind === 'attrs' ? args.entries.get('system')?.thunk.force() : undefined;
  const platform = member(member(member(args, 'pkgs'), 'stdenv'), 'hostPlatform');
  return told ?? member(platform, 'system') ?? unknown('the system of the module is not known');
}

function member(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'attrs' ? value.entries.get(name)?.thunk.force() : undefined;
}
