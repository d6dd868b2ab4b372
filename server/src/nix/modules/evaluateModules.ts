import { optionTypeOf } from '../eval/optionType.ts';
import type { FilePath, ListItem, Thunk, Unknown, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { Collected, LoadedModule } from './collect.ts';
import { collectModules, readModule } from './collect.ts';
import type { OptionDeclaration } from './configuration.ts';
import { asOption, type Branch, childOf } from './declarations.ts';
import { attrs, type NativeModule, type Self } from './declare.ts';
import type { DefinitionSource, PushedSet } from './definitions.ts';
import { pushDown } from './definitions.ts';
import { internalLevel } from './internalModule.ts';
import type { Level } from './level.ts';
import { makeLevel } from './level.ts';
import { lookUp } from './lookUp.ts';
import { moduleArgument, moduleCaller, notPassed } from './moduleCall.ts';
import { once } from './once.ts';
import type { Openness } from './openness.ts';
import { failed, type Place, placeAt, type Session } from './session.ts';

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
  root(): Level;
  collected(): Collected;
  /** How modules in sight declare an option at this path. */
  declarationsOf(path: readonly string[]): readonly OptionDeclaration[];
  /** Modules and parts of modules of which nothing is known, apart from those that could not be imported. */
  partial(): readonly Unknown[];
  /**
   * Takes over a file of one module, of which an edit changed the value at one path: what does not depend on it stays as
   * it is. False where everything has to be evaluated again, as far as it is known.
   */
  redefine(file: FilePath, path: readonly string[]): boolean;
  readonly self: Self;
}

const tooEarly = failed('infinite-recursion', 'infinite recursion encountered: `imports` depend on `config`');
const closed: Openness = { kind: 'closed' };
const noModules: Collected = { modules: [], references: [] };

/** As nixpkgs' `lib.evalModules`. */
export function evaluateModules(request: ModulesRequest): ModuleSet {
  return new MergedModules(request);
}

/** A class, since every entry, user and file system is a submodule. What it is made of is computed when it is asked for. */
class MergedModules implements ModuleSet, Self {
  readonly config: Thunk;
  private readonly request: ModulesRequest;
  private isCollecting = false;
  private isDeclaring = false;
  private found: Collected | undefined;
  private written: readonly PushedSet[] | undefined;
  private top: Level | undefined;
  private underscore: Level | undefined;
  private caller: ((module: Value) => Value) | undefined;
  private sources: Map<LoadedModule, DefinitionSource> | undefined;

  constructor(request: ModulesRequest) {
    this.request = request;
    this.config = new AfterCollecting(this, 'value');
  }

  get name(): string {
    return this.request.name ?? '';
  }

  get path(): readonly string[] {
    return this.request.path ?? [];
  }

  get self(): Self {
    return this;
  }

  get options(): Thunk {
    return new AfterCollecting(this, 'options');
  }

  get(...path: readonly string[]): Value {
    return lookUp(this.root(), path, true);
  }

  outer(...path: readonly string[]): Value {
    return this.request.outer?.get(...path) ?? unknown('the configuration around it is not known');
  }

  /** What modules see of the set; imports must not depend on what only the imported modules can say. */
  seen(what: 'value' | 'options'): Value {
    if (this.isDeclaring) return unknown('what options there are seems to depend on what they are');
    return this.isCollecting ? tooEarly : this.root()[what].force();
  }

  collected(): Collected {
    this.found ??= this.collect();
    return this.found;
  }

  declarationsOf(path: readonly string[]): readonly OptionDeclaration[] {
    return this.collected().modules.flatMap((module) => {
      let [at] = branchOf(module);
      for (const name of path) at = at && childOf(at, name);
      const option = at && asOption(at);
      return option ? [{ file: module.file, hasDefault: option.default !== undefined }] : [];
    });
  }

  root(): Level {
    this.top ??= this.makeRoot();
    return this.top;
  }

  partial(): readonly Unknown[] {
    return this.sets().flatMap(partOf);
  }

  redefine(file: FilePath, at: readonly string[]): boolean {
    const { evaluation } = this.request.session;
    const [module, ...others] = this.collected().modules.filter(({ key }) => evaluation.isFile(key, file));
    const source = module && this.sources?.get(module);
    if (module === undefined || source === undefined || others.length > 0) return false;
    const form = readModule(evaluation.importModule(file), module.key, file, this.call());
    return this.root().redefine({ source, sets: writtenSets({ ...form, maybe: module.maybe }, source), path: at });
  }

  private collect(): Collected {
    const { modules, shared, session, scope, user, file } = this.request;
    if (modules.length === 0 && typeof modules !== 'function' && !shared) return noModules;
    this.isCollecting = true;
    const result = collectModules({
      session,
      modules: typeof modules === 'function' ? modules() : modules,
      shared: shared?.() ?? [],
      call: this.call(),
      scope: scope ?? 'nixos',
      user,
      file,
    });
    this.isCollecting = false;
    return result;
  }

  private call(): (module: Value) => Value {
    const { request, config, options } = this;
    this.caller ??= moduleCaller({ request, config, options, argument: (name) => this.argument(name) });
    return this.caller;
  }

  private argument(name: string): Value {
    if (!this.isCollecting) return moduleArgument(name, this.internal(), this.request);
    return this.request.argumentsOpen === true ? notPassed(name) : tooEarly;
  }

  private sets(): readonly PushedSet[] {
    this.sources ??= new Map();
    this.written ??= [...definitionSets(this.collected().modules, this.sources), ...pushed(this.request.direct)];
    return this.written;
  }

  private place(): Place {
    const { session, path = [], outer } = this.request;
    return placeAt(session, path, path.length === 0 ? this : outer);
  }

  private makeRoot(): Level {
    const { request } = this;
    const modules = [...this.collected().modules].reverse();
    this.isDeclaring = true;
    const natives = [...(request.native ?? []), ...(request.lateNative?.() ?? [])];
    this.isDeclaring = false;
    return makeLevel({
      place: this.place(),
      branches: [...nativeBranches(natives, this), ...modules.flatMap(branchOf)],
      sets: () => [...this.sets(), ...natives.flatMap((native) => nativeSets(native, this))],
      openness: once(() => opennessOf(request, this.collected().modules, () => this.internal())),
      world: request.openness,
      isRoot: request.path === undefined || request.path.length === 0,
      internal: () => this.internal(),
    });
  }

  private internal(): Level {
    this.underscore ??= internalLevel(
      this.request,
      this.place(),
      this.sets(),
      this.collected().modules.flatMap(branchOf),
      this,
    );
    return this.underscore;
  }
}

/** What modules are given as `config` and `options`. */
class AfterCollecting implements Thunk {
  private readonly modules: MergedModules;
  private readonly what: 'value' | 'options';

  constructor(modules: MergedModules, what: 'value' | 'options') {
    this.modules = modules;
    this.what = what;
  }

  force(): Value {
    return this.modules.seen(this.what);
  }
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
