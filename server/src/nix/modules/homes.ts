import type { Attr, AttrsValue, External, ListItem, Site, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { MergedSet } from './configuration.ts';
import { mergedSet } from './configuration.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, bool, declareOptions, list, option, text } from './declare.ts';
import type { ModuleSet } from './evaluateModules.ts';
import { evaluateModules } from './evaluateModules.ts';
import { homeLibrary } from './homeLibrary.ts';
import { homeModule, homeWorld } from './homeOptions.ts';
import { type HostContext, seenIn } from './hostContext.ts';
import { nixpkgsOf } from './hostPackages.ts';
import { mergedOrigin } from './mergedSet.ts';
import { types } from './nativeTypes.ts';
import { listItems, madeOf, marked } from './system.ts';

/** A Home Manager configuration that was put together. */
export interface Home {
  readonly kind: 'home';
  readonly user: string;
  readonly set: ModuleSet;
  readonly nixpkgs: External | undefined;
  /** The Home Manager that makes it, where it stands alone and that is visible. */
  readonly homeManager?: External | undefined;
}

/** The Home Manager configurations of a NixOS system. */
export interface Homes {
  /** The options below `home-manager`, to be declared with the system's. */
  readonly module: NativeModule;
  all(): ReadonlyMap<string, Home>;
}

/** Home Manager as a module of NixOS (home-manager, nixos/common.nix). `system` is the module set it is part of. */
export function createHomes(context: HostContext, system: () => ModuleSet): Homes {
  const homes = new Map<string, Home>();
  const homeOf = (user: string, modules: Thunk, site: Site | undefined): Home => {
    const known = homes.get(user);
    if (known !== undefined) return known;
    const home = createUserHome(context, system(), user, modules, site);
    homes.set(user, home);
    return home;
  };
  const users = (value: Value): Value => (value.kind === 'attrs' ? withHomes(value, homeOf) : value);
  return {
    module: {
      options: declareOptions(
        option('home-manager.users', types.attrsOf(types.deferredModule), { default: attrs({}), apply: users }),
        option('home-manager.sharedModules', types.listOf(types.raw), { default: list() }),
        option('home-manager.extraSpecialArgs', types.attrs, { default: attrs({}) }),
        option('home-manager.useGlobalPkgs', types.bool, { default: bool(false) }),
        option('home-manager.useUserPackages', types.bool, { default: bool(false) }),
      ),
    },
    all() {
      system().self.get('home-manager', 'users');
      return homes;
    },
  };
}

/** The set of users with each user's modules replaced by what they merge to. */
function withHomes(
  value: AttrsValue,
  homeOf: (user: string, modules: Thunk, site: Site | undefined) => Home,
): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [user, attr] of value.entries) {
    const home = homeOf(user, attr.thunk, attr.site);
    entries.set(user, { ...attr, thunk: home.set.config });
  }
  const origin: MergedSet | undefined = mergedSet(value);
  return {
    ...value,
    entries,
    origin: mergedOrigin({
      path: origin?.path ?? ['home-manager', 'users'],
      own: (user) => origin?.definitions([user]) ?? [],
      value: (user) => entries.get(user)?.thunk,
    }),
  };
}

function createUserHome(
  context: HostContext,
  around: ModuleSet,
  user: string,
  modules: Thunk,
  site: Site | undefined,
): Home {
  const system = around.self;
  const osConfig = system.config;
  const set = createHomeSet(context, {
    user,
    shared: lazyItems(() => system.get('home-manager', 'sharedModules')),
    modules: lazyItems(() => importsOf(modules.force())),
    identity: {
      config: () =>
        attrs({
          home: attrs({
            username: lazy(() => ofUser(system, user, 'name', text(user))),
            homeDirectory: lazy(() => ofUser(system, user, 'home', unknown(`the home of ${user} is not known`))),
          }),
        }),
    },
    specialArgs: lazy(() => specialArguments(context, osConfig, system.get('home-manager', 'extraSpecialArgs'))),
    pkgs: lazy(() => system.get('_module', 'args', 'pkgs')),
    osConfig,
    around,
    file: site?.file,
  });
  return { kind: 'home', user, set, nixpkgs: undefined };
}

/** A user that the system does not declare is taken as Home Manager's assertion would have it: not known. */
function ofUser(system: Self, user: string, field: string, fallback: Value): Value {
  const users = system.get('users', 'users');
  const declared = users.kind === 'attrs' ? users.entries.get(user)?.thunk.force() : users;
  if (declared?.kind === 'attrs') return declared.entries.get(field)?.thunk.force() ?? fallback;
  if (declared !== undefined) return declared;
  return field === 'home' ? text(user === 'root' ? '/root' : `/home/${user}`) : fallback;
}

function importsOf(value: Value): Value {
  if (value.kind !== 'attrs') return value;
  return value.entries.get('imports')?.thunk.force() ?? attrs({});
}

function lazyItems(compute: () => Value): () => readonly ListItem[] {
  return () => listItems(compute());
}

function specialArguments(context: HostContext, osConfig: Thunk | undefined, extra: Value): Value {
  const given = extra.kind === 'attrs' ? extra.entries.get('lib') : undefined;
  const lib = given?.thunk ?? context.lib;
  const entries = new Map<string, Attr>([
    ['lib', { thunk: lazy(() => homeLibrary(lib.force())) }],
    ['modulesPath', { thunk: ready(unknown('Home Manager lies outside of the workspace')) }],
  ]);
  if (osConfig !== undefined) {
    entries.set('osConfig', { thunk: osConfig });
    entries.set('nixosConfig', { thunk: osConfig });
    entries.set('osClass', { thunk: ready(text('nixos')) });
  }
  if (extra.kind !== 'attrs') return { kind: 'attrs', entries, rest: extra.kind === 'unknown' ? extra : undefined };
  const more = [...extra.entries].filter(([, attr]) => attr !== given);
  return { ...extra, entries: new Map([...entries, ...more]) };
}

export interface HomeRequest {
  /** `?` where it is not known whose home it is. */
  readonly user: string;
  readonly shared: () => readonly ListItem[];
  readonly modules: () => readonly ListItem[];
  readonly identity?: NativeModule | undefined;
  readonly specialArgs: Thunk;
  readonly pkgs: Thunk;
  readonly osConfig?: Thunk | undefined;
  /** The system that the home is part of. */
  readonly around?: ModuleSet | undefined;
  readonly file?: string | undefined;
  readonly argumentsOpen?: boolean | undefined;
}

function createHomeSet(context: HostContext, request: HomeRequest): ModuleSet {
  const declared = (): readonly NativeModule[] => {
    const { home } = context.declarations(seenIn(set, context, request.around));
    return home === undefined ? [] : [home];
  };
  const moduleArgs = new Map<string, Thunk>([['pkgs', request.pkgs]]);
  if (request.osConfig === undefined && !request.argumentsOpen)
    for (const name of ['osConfig', 'nixosConfig']) moduleArgs.set(name, ready({ kind: 'null' }));
  if (request.user !== '?') moduleArgs.set('name', ready(text(request.user)));
  const set: ModuleSet = evaluateModules({
    session: context.session,
    modules: request.modules,
    shared: request.shared,
    native: request.identity === undefined ? [homeModule] : [homeModule, request.identity],
    lateNative: declared,
    specialArgs: request.specialArgs,
    moduleArgs,
    openness: homeWorld,
    outer: request.around?.self,
    scope: 'home',
    user: request.user === '?' ? undefined : request.user,
    file: request.file,
    argumentsOpen: request.argumentsOpen,
  });
  return set;
}

/** A home that stands alone: `homeManagerConfiguration { … }`, or a module looked at by itself. */
export function createHome(
  context: HostContext,
  request: Omit<HomeRequest, 'specialArgs' | 'shared' | 'pkgs'> & {
    readonly extraSpecialArgs?: Value | undefined;
    readonly pkgs?: Thunk | undefined;
    readonly nixpkgs?: External | undefined;
    readonly homeManager?: External | undefined;
  },
): Home {
  const set = createHomeSet(context, {
    ...request,
    shared: () => [],
    pkgs: request.pkgs ?? context.pkgs(undefined),
    specialArgs: lazy(() => specialArguments(context, undefined, request.extraSpecialArgs ?? attrs({}))),
  });
  const { user, nixpkgs, homeManager } = request;
  return { kind: 'home', user, set, nixpkgs, homeManager };
}

/** `homeManagerConfiguration { pkgs; modules; extraSpecialArgs; }` as a value; `place` is where that function lies. */
export function homeValue(context: HostContext, argument: Thunk, user: string, place?: External | undefined): Value {
  const given = argument.force();
  if (given.kind !== 'attrs')
    return given.kind === 'unknown' || given.kind === 'failure' ? given : unknown('a home of no set');
  const get = (name: string): Value | undefined => given.entries.get(name)?.thunk.force();
  const legacy = legacyModule(given);
  const home = createHome(context, {
    user,
    modules: () => [...listItems(get('modules')), ...listItems(get('extraModules')), ...legacy],
    extraSpecialArgs: get('extraSpecialArgs'),
    pkgs: given.entries.get('pkgs')?.thunk,
    nixpkgs: nixpkgsOf(get('pkgs')),
    homeManager: place,
    file: given.site?.file,
  });
  const entries = new Map<string, Attr>([
    ['config', { thunk: marked(home.set.config, home) }],
    ['options', { thunk: home.set.options }],
    ['pkgs', { thunk: given.entries.get('pkgs')?.thunk ?? context.pkgs(undefined) }],
  ]);
  return { kind: 'attrs', entries, rest: unknown('this part of a home is not known') };
}

/** Before 22.11 a home was `{ configuration; username; homeDirectory; system; … }`. */
function legacyModule(given: AttrsValue): readonly ListItem[] {
  const configuration = given.entries.get('configuration');
  if (configuration === undefined) return [];
  const identity = attrs({
    home: attrs({
      username: given.entries.get('username')?.thunk,
      homeDirectory: given.entries.get('homeDirectory')?.thunk,
    }),
  });
  return [
    { kind: 'item', thunk: configuration.thunk, site: configuration.site },
    { kind: 'item', thunk: ready(identity) },
  ];
}

/** The home behind a value that `homeManagerConfiguration` gave. */
export function homeOfValue(value: Value): Home | undefined {
  const made = value.kind === 'attrs' ? madeOf<Home>(value) : undefined;
  return made?.kind === 'home' ? made : undefined;
}
