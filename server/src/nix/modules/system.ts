import type { Attr, AttrsValue, External, ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { NativeModule } from './declare.ts';
import { attrs, mkDefault, text } from './declare.ts';
import { diskoModule } from './disko.ts';
import type { ModuleSet } from './evaluateModules.ts';
import { evaluateModules } from './evaluateModules.ts';
import { createHomes, type Homes } from './homes.ts';
import { type HostContext, seenIn } from './hostContext.ts';
import { nixosModule, nixosWorld } from './nixosOptions.ts';
import { serviceUsers } from './serviceUsers.ts';

/** A NixOS system that was put together. */
export interface NixosSystem {
  readonly kind: 'nixos';
  readonly request: SystemRequest;
  readonly set: ModuleSet;
  readonly homes: Homes;
  /** nixpkgs, as far as it is visible. */
  readonly nixpkgs: External | undefined;
}

export interface SystemRequest {
  readonly modules: readonly ListItem[];
  readonly specialArgs?: Thunk | undefined;
  /** "x86_64-linux" */
  readonly system?: Value | undefined;
  readonly nixpkgs?: External | undefined;
  /** The file that names the modules. */
  readonly file?: string | undefined;
  readonly argumentsOpen?: boolean | undefined;
}

/** Puts a NixOS system together, as nixpkgs' `nixos/lib/eval-config.nix`. Nothing is evaluated yet. */
export function createNixos(context: HostContext, request: SystemRequest): NixosSystem {
  const homes: Homes = createHomes(context, () => set);
  const declared = (): readonly NativeModule[] => {
    const { nixos } = context.declarations(seenIn(set, context));
    return nixos === undefined ? [] : [nixos];
  };
  // A module by itself is only part of a system: its users are declared elsewhere.
  const users = request.argumentsOpen === true ? {} : serviceUsers(context, () => set);
  const set: ModuleSet = evaluateModules({
    session: context.session,
    modules: request.modules,
    native: [nixosModule, diskoModule, homes.module, platformModule(request.system), users],
    lateNative: declared,
    specialArgs: lazy(() => systemArguments(request.specialArgs?.force())),
    moduleArgs: systemModuleArgs(context, request.system),
    openness: nixosWorld,
    scope: 'nixos',
    file: request.file,
    argumentsOpen: request.argumentsOpen,
  });
  return { kind: 'nixos', request, set, homes, nixpkgs: request.nixpkgs };
}

function systemArguments(given: Value | undefined): Value {
  const own = new Map<string, Attr>([['modulesPath', { thunk: ready(modulesPath) }]]);
  if (given === undefined) return { kind: 'attrs', entries: own };
  if (given.kind !== 'attrs') return given;
  return { ...given, entries: new Map([...own, ...given.entries]) };
}

/** `modulesPath`: nixpkgs' folder of NixOS modules. */
const modulesPath: Unknown = {
  kind: 'unknown',
  reason: 'nixpkgs lies outside of the workspace',
  external: { source: { kind: 'nixpkgs', name: 'nixos/modules' }, attributes: [], subpath: '', imported: false },
};

function systemModuleArgs(context: HostContext, system: Value | undefined): ReadonlyMap<string, Thunk> {
  const outside = (name: string): Thunk => ready(unknown(`\`${name}\` comes with NixOS and is not known`));
  return new Map([
    ['pkgs', context.pkgs(system)],
    ['utils', outside('utils')],
    ['baseModules', outside('baseModules')],
    ['extraModules', outside('extraModules')],
    ['modules', outside('modules')],
    ['noUserModules', outside('noUserModules')],
  ]);
}

function platformModule(system: Value | undefined): NativeModule {
  if (system === undefined || system.kind === 'null') return {};
  return {
    config: () => attrs({ nixpkgs: attrs({ system: mkDefault(system), hostPlatform: mkDefault(attrs({ system })) }) }),
  };
}

/** `nixosSystem { … }` as a value: its configuration, to be looked into lazily. */
export function nixosValue(context: HostContext, argument: Thunk, nixpkgs: External | undefined): Value {
  const given = argument.force();
  if (given.kind !== 'attrs')
    return given.kind === 'unknown' || given.kind === 'failure' ? given : unknown('a system of no set');
  const get = (name: string): Value | undefined => given.entries.get(name)?.thunk.force();
  const request: SystemRequest = {
    modules: [...listItems(get('modules')), ...listItems(get('extraModules'))],
    specialArgs: lazy(() => get('specialArgs') ?? given.rest ?? attrs({})),
    system: get('system') ?? systemOf(get('pkgs')),
    nixpkgs,
    file: given.site?.file,
  };
  return nixosConfiguration(context, createNixos(context, request));
}

/** A system as `nixosSystem` gives it: `config`, `options`, `pkgs`, `extendModules`. */
export function nixosConfiguration(context: HostContext, system: NixosSystem): Value {
  return configurationValue(system, (more) =>
    createNixos(context, { ...system.request, modules: [...system.request.modules, ...more] }),
  );
}

function systemOf(pkgs: Value | undefined): Value | undefined {
  return pkgs?.kind === 'attrs' ? pkgs.entries.get('system')?.thunk.force() : undefined;
}

/** The items of a list; a list that is not known is a gap. */
export function listItems(value: Value | undefined): readonly ListItem[] {
  if (value === undefined || value.kind === 'null') return [];
  if (value.kind === 'list') return value.items;
  return [
    { kind: 'gap', unknown: value.kind === 'unknown' ? value : unknown('a list of modules is no list', value.site) },
  ];
}

function configurationValue(system: NixosSystem, extend: (more: readonly ListItem[]) => NixosSystem): Value {
  const { set } = system;
  const entries = new Map<string, Attr>([
    ['_type', { thunk: ready(text('configuration')) }],
    ['class', { thunk: ready(text('nixos')) }],
    ['config', { thunk: marked(set.config, system) }],
    ['options', { thunk: set.options }],
    ['pkgs', { thunk: lazy(() => argumentOf(set, 'pkgs')) }],
    ['extendModules', { thunk: ready(extendModules(extend)) }],
  ]);
  const value: AttrsValue = {
    kind: 'attrs',
    entries,
    rest: unknown('this part of a system is not known'),
  };
  return value;
}

/** A `config` that knows what it is the configuration of. */
interface MarkedThunk extends Thunk {
  readonly of: { readonly kind: string };
}

/** `config` with a mark: it goes along where the set around it is put together anew. */
export function marked(config: Thunk, of: { readonly kind: string }): Thunk {
  const thunk: MarkedThunk = { force: () => config.force(), of };
  return thunk;
}

/** What a set with a `config` that is marked was made as. */
export function madeOf<Made extends { readonly kind: string }>(value: AttrsValue): Made | undefined {
  return (value.entries.get('config')?.thunk as Partial<MarkedThunk> | undefined)?.of as Made | undefined;
}

function argumentOf(set: ModuleSet, name: string): Value {
  const args = set.self.get('_module', 'args', name);
  return args;
}

function extendModules(extend: (more: readonly ListItem[]) => NixosSystem): Value {
  return {
    kind: 'function',
    name: 'extendModules',
    apply: (argument) => {
      const given = argument.force();
      const modules = given.kind === 'attrs' ? given.entries.get('modules')?.thunk.force() : given;
      const more = listItems(modules);
      return configurationValue(extend(more), (further) => extend([...more, ...further]));
    },
  };
}

/** The system behind a value that `nixosSystem` gave, also where attributes were put over it. */
export function nixosSystemOf(value: Value): NixosSystem | undefined {
  const made = value.kind === 'attrs' ? madeOf<NixosSystem>(value) : undefined;
  return made?.kind === 'nixos' ? made : undefined;
}
