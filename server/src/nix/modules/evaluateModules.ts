import { optionTypeOf } from '../eval/optionType.ts';
import type { FilePath, ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import type { Collected, LoadedModule } from './collect.ts';
import { collectModules, readModule } from './collect.ts';
import type { Branch } from './declarations.ts';
import { attrs, type NativeModule, type Self } from './declare.ts';
import type { DefinitionSource, PushedSet } from './definitions.ts';
import { pushDown } from './definitions.ts';
import { internalLevel } from './internalModule.ts';
import type { Level } from './level.ts';
import { makeLevel } from './level.ts';
import { moduleArgument, moduleCaller, notPassed } from './moduleCall.ts';
import { once } from './once.ts';
import type { Openness } from './openness.ts';
import { failed, placeAt, type Session } from './session.ts';

export interface ModulesRequest {
  readonly session: Session;
  /** Modules in any form Nix takes. */
  readonly modules: readonly ListItem[] | (() => readonly ListItem[]);
  /** Modules in front of them that belong to no user in particular. */
  readonly shared?: (() => readonly ListItem[]) | undefined;
  /** Definitions that are no modules: sets of config, first ones first. */
  readonly direct?: readonly PushedSet[] | undefined;
  /** Modules written in TypeScript. */
  readonly native?: readonly NativeModule[] | undefined;
  /** More of them, chosen when the others have been collected. */
  readonly lateNative?: (() => readonly NativeModule[]) | undefined;
  readonly specialArgs?: Thunk | undefined;
  /** Arguments for modules that `_module.args` has without being told (`pkgs`). */
  readonly moduleArgs?: ReadonlyMap<string, Thunk> | undefined;
  /** The option path of the set, for submodules. */
  readonly path?: readonly string[] | undefined;
  /** The attribute name of a submodule. */
  readonly name?: string | undefined;
  /** What is not declared; `closed` where nothing is said. */
  readonly openness?: Openness | undefined;
  /** The module set around it. */
  readonly outer?: Self | undefined;
  readonly scope?: 'nixos' | 'home' | undefined;
  readonly user?: string | undefined;
  /** The file that names the first modules. */
  readonly file?: FilePath | undefined;
  /** Arguments that nobody passes have to come from somewhere unknown (a module looked at by itself). */
  readonly argumentsOpen?: boolean | undefined;
}

/** Modules brought together. Nothing is computed before it is asked for. */
export interface ModuleSet {
  /** The merged `config`, without `_module`. */
  readonly config: Thunk;
  readonly options: Thunk;
  readonly root: () => Level;
  readonly collected: () => Collected;
  /** Modules and parts of modules of which nothing is known, apart from those that could not be imported. */
  readonly partial: () => readonly Unknown[];
  /**
   * Takes over a file of one module, of which an edit changed the value at one path: what does not depend on it stays as
   * it is. False where everything has to be evaluated again, as far as it is known.
   */
  readonly redefine: (file: FilePath, path: readonly string[]) => boolean;
  readonly self: Self;
}

const tooEarly = failed('infinite-recursion', 'infinite recursion encountered: `imports` depend on `config`');
const closed: Openness = { kind: 'closed' };
const noModules: Collected = { modules: [], references: [] };

/** As nixpkgs' `lib.evalModules`. */
export function evaluateModules(request: ModulesRequest): ModuleSet {
  const { session } = request;
  const path = request.path ?? [];
  let collecting = false;
  const call = once(() => moduleCaller({ request, config, options, argument }));
  const collected = once(() => {
    if (request.modules.length === 0 && typeof request.modules !== 'function' && !request.shared) return noModules;
    collecting = true;
    const result = collectModules({
      session,
      modules: typeof request.modules === 'function' ? request.modules() : request.modules,
      shared: request.shared?.() ?? [],
      call: call(),
      scope: request.scope ?? 'nixos',
      user: request.user,
      file: request.file,
    });
    collecting = false;
    return result;
  });
  /** Imports must not depend on what only the imported modules can say. */
  const afterCollecting = (thunk: Thunk): Thunk => ({ force: () => (collecting ? tooEarly : thunk.force()) });
  const argument = (name: string): Value => {
    if (!collecting) return moduleArgument(name, internal(), request);
    return request.argumentsOpen === true ? notPassed(name) : tooEarly;
  };
  const config = afterCollecting(lazy(() => root().value.force()));
  const options = afterCollecting(lazy(() => root().options.force()));
  const sources = new Map<LoadedModule, DefinitionSource>();
  const sets = once(() => [...definitionSets(collected().modules, sources), ...pushed(request.direct)]);
  const natives = once(() => [...(request.native ?? []), ...(request.lateNative?.() ?? [])]);
  const place = once(() => placeAt(session, path, path.length === 0 ? self : request.outer));
  const root = once((): Level => {
    const modules = [...collected().modules].reverse();
    const own = natives();
    return makeLevel({
      place: place(),
      branches: [...nativeBranches(own, self), ...modules.flatMap(branchOf)],
      sets: () => [...sets(), ...own.flatMap((native) => nativeSets(native, self))],
      openness: once(() => opennessOf(request, collected().modules, internal)),
      world: request.openness,
      isRoot: path.length === 0,
      internal,
    });
  });
  const internal = once(() => internalLevel(request, place(), sets(), collected().modules.flatMap(branchOf), self));
  const self = makeSelf(request, config, () => root());
  return {
    root,
    collected,
    self,
    partial: () => sets().flatMap(partOf),
    redefine(file, at) {
      const [module, ...others] = collected().modules.filter(({ key }) => session.evaluation.isFile(key, file));
      if (module === undefined || others.length > 0) return false;
      const source = sources.get(module);
      if (source === undefined) return false;
      const form = readModule(session.evaluation.importModule(file), module.key, file, call());
      return root().redefine({ source, sets: writtenSets({ ...form, maybe: module.maybe }, source), path: at });
    },
    config,
    options,
  };
}

function definitionSets(
  modules: readonly LoadedModule[],
  sources: Map<LoadedModule, DefinitionSource>,
): readonly PushedSet[] {
  return [...modules].reverse().flatMap((module) => {
    const source = { file: module.file };
    sources.set(module, source);
    return writtenSets(module, source);
  });
}

function writtenSets(module: LoadedModule, source: DefinitionSource): readonly PushedSet[] {
  const wrappers = module.maybe === undefined ? [] : [{ kind: 'maybe', reason: module.maybe } as const];
  const written = module.config === undefined ? [] : pushDown(module.config.force(), source, wrappers);
  if (module.freeform === undefined) return written;
  return [...written, { value: attrs({ _module: attrs({ freeformType: module.freeform }) }), source, wrappers }];
}

function partOf(set: PushedSet): readonly Unknown[] {
  if (set.value.kind === 'unknown') return [set.value];
  if (set.value.kind === 'failure') return [unknown(set.value.message, set.value.site)];
  return set.value.kind === 'attrs' && set.value.rest !== undefined ? [set.value.rest] : [];
}

function branchOf(module: LoadedModule): readonly Branch[] {
  if (module.options === undefined) return [];
  return [{ kind: 'nix', value: module.options, source: { file: module.file }, site: undefined }];
}

function nativeBranches(natives: readonly NativeModule[], self: Self): readonly Branch[] {
  return natives.flatMap(({ options }) =>
    options === undefined ? [] : [{ kind: 'native', tree: options, self } as const],
  );
}

/**
 * Definitions of a submodule count like modules: later ones come first. The modules of its type come in front of them,
 * since nixpkgs wraps each in one that says where it is from, and imports are flattened breadth first.
 */
function pushed(direct: readonly PushedSet[] | undefined): readonly PushedSet[] {
  if (direct === undefined) return [];
  return [...direct].reverse().flatMap(({ value, source, wrappers }) => pushDown(value, source, wrappers));
}

function nativeSets(native: NativeModule, self: Self): readonly PushedSet[] {
  return native.config === undefined ? [] : pushDown(native.config(self), { file: undefined }, []);
}

function opennessOf(request: ModulesRequest, modules: readonly LoadedModule[], internal: () => Level): Openness {
  if (request.openness !== undefined) return request.openness;
  const native = request.native?.find(({ freeform }) => freeform !== undefined);
  if (native?.freeform !== undefined) return { kind: 'freeform', type: native.freeform, rest: native.rest };
  if (modules.length === 0) return closed;
  const type = internal().member('freeformType')?.value.force();
  const freeform = type === undefined || type.kind === 'null' ? undefined : optionTypeOf(type);
  return freeform === undefined ? closed : { kind: 'freeform', type: freeform };
}

function makeSelf(request: ModulesRequest, config: Thunk, root: () => Level): Self {
  return {
    name: request.name ?? '',
    config,
    get: (...path) => lookUp(root(), path, true),
    outer: (...path) => request.outer?.get(...path) ?? unknown('the configuration around it is not known'),
  };
}

/**
 * The merged value at a path below a level; unknown where nothing is known of it. `kept`: it goes into something that is
 * computed once.
 */
export function lookUp(root: Level, path: readonly string[], kept = false): Value {
  const [first, ...rest] = path;
  if (first === undefined) return root.value.force();
  if (kept) root.see(first);
  const member = root.member(first);
  if (member?.kind === 'level' && rest.length > 0) return lookUp(member.level, rest, kept);
  const start = member?.value ?? root.value;
  return (member === undefined ? path : rest).reduce(select, start.force());
}

function select(value: Value, name: string): Value {
  if (value.kind === 'unknown' || value.kind === 'failure') return value;
  if (value.kind !== 'attrs') return unknown(`there is no ${name}`);
  return value.entries.get(name)?.thunk.force() ?? value.rest ?? unknown(`${name} is not set`);
}
