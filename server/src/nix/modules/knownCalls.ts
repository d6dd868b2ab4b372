import type { Evaluation } from '../eval/evaluate.ts';
import type { External, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { colmenaHive, utilsPlusFlake } from './deployments.ts';
import { evalFlakeModule, mkFlake } from './flakeParts.ts';
import { eachSystem, passThroughSystem } from './flakeUtils.ts';
import { importTreeLibrary } from './frameworks/index.ts';
import { homeValue } from './homes.ts';
import type { HostContext } from './hostContext.ts';
import { packagesFrom } from './hostPackages.ts';
import { commonSystems, flakeLibrary, homeManagerFlake, homeManagerLibrary, nixpkgsFlake } from './knownFlakes.ts';
import { nixosValue } from './system.ts';
import { ownAttributes, projectOf } from './wellKnownModules.ts';

/** A call of something outside that this extension knows. */
export interface KnownCall {
  readonly context: HostContext;
  readonly evaluation: Evaluation;
  readonly place: External;
  readonly argument: Thunk;
  readonly site: Site | undefined;
}

type Answer = (call: KnownCall) => Value | undefined;

/** Answers by project and attribute path, or by project and file in it. */
const answers: Readonly<Record<string, Answer>> = {
  'nixpkgs:lib.nixosSystem': nixos,
  'nixpkgs:/nixos/lib/eval-config.nix': nixos,
  'nixpkgs:/nixos': ({ context, argument, place }) =>
    withSystem(nixosValue(context, configurationArgument(argument), place)),
  'nixpkgs:': ({ context, argument, place }) => packagesFrom(place, context.pkgs(systemIn(argument)).force()),
  'nixpkgs:/lib': ({ context }) => context.lib.force(),
  'home-manager:lib.homeManagerConfiguration': home,
  'home-manager:/lib': ({ context, place }) => homeManagerLibrary(context, rootOf(place)),
  'home-manager:/modules': home,
  'flake-compat:': flakeCompat,
  'flake-parts:lib.evalFlakeModule': (call) => evalFlakeModule(call),
  'flake-parts:lib.mkFlake': (call) => mkFlake(call),
  'flake-utils:lib.eachDefaultSystem': ({ evaluation, argument }) => eachSystem(evaluation, defaultSystems, argument),
  'flake-utils:lib.eachSystem': ({ evaluation, argument }) => eachSystem(evaluation, argument, undefined),
  'flake-utils:lib.eachDefaultSystemPassThrough': ({ evaluation, argument }) => passThroughSystem(evaluation, argument),
  'flake-utils:lib.simpleFlake': () => undefined,
  'flake-utils-plus:lib.mkFlake': (call) => utilsPlusFlake(call),
  'import-tree:': importTree,
  'colmena:lib.makeHive': (call) => colmenaHive(call),
};

const defaultSystems = commonSystems.filter((system) => /^(x86_64|aarch64)-/.test(system));

/** The value of a call of something outside; undefined where nothing is known of it. */
export function callKnown(call: KnownCall): Value | undefined {
  const project = projectOf(call.place, call.context.inputs());
  if (project === undefined) return undefined;
  const path =
    call.place.subpath === '' ? ownAttributes(call.place).join('.') : call.place.subpath.replace(/\/default\.nix$/, '');
  const owner = project === 'flake-utils-plus' && path.startsWith('lib.each') ? 'flake-utils' : project;
  return answers[`${owner}:${path}`]?.(call);
}

/** `import` of something outside: nixpkgs' lib, import-tree. */
export function importKnown(context: HostContext, place: External, value: Unknown): Value | undefined {
  const project = projectOf(place, context.inputs());
  if (project === 'import-tree' && isRootFile(place)) return importTreeLibrary(context, value);
  if (project !== 'nixpkgs') return undefined;
  if (/^\/lib(\/default\.nix)?$/.test(place.subpath)) return flakeLibrary(context, place);
  return undefined;
}

function isRootFile({ attributes, subpath }: External): boolean {
  return attributes.length === 0 && (subpath === '' || subpath === '/default.nix');
}

/** An `import-tree` that is no input of the flake itself. */
function importTree({ context, argument, place }: KnownCall): Value | undefined {
  const outside = unknown('import-tree lies outside of the workspace', undefined, place);
  const library = importTreeLibrary(context, outside);
  const functor = library.kind === 'attrs' ? library.entries.get('__functor')?.thunk.force() : undefined;
  const method = functor?.kind === 'function' ? functor.apply(ready(library)) : undefined;
  return method?.kind === 'function' ? method.apply(argument) : undefined;
}

function nixos({ context, argument, place }: KnownCall): Value {
  return nixosValue(context, argument, place);
}

/** Only Home Manager's own file takes a set; the user is told by the name of the attribute that holds the result. */
function home({ context, argument, place }: KnownCall): Value {
  return homeValue(context, argument, '', rootOf(place));
}

/** The source as a whole that a place lies in. */
function rootOf(place: External): External {
  const attributes = place.attributes.slice(0, place.attributes.length - ownAttributes(place).length);
  return { source: place.source, attributes, subpath: '', imported: false };
}

/** `import flake-compat { src = …; }`: a flake that was fetched without being an input (edolstra/flake-compat, default.nix). */
function flakeCompat({ context, evaluation, argument }: KnownCall): Value | undefined {
  const given = argument.force();
  const src = given.kind === 'attrs' ? given.entries.get('src')?.thunk.force() : undefined;
  const place = src && evaluation.toText(src);
  if (place?.kind !== 'unknown' || place.external === undefined || place.external.subpath !== '') return undefined;
  const project = projectOf(place.external, context.inputs());
  const flake = lazy((): Value => {
    if (project === 'nixpkgs') return nixpkgsFlake(context, place);
    return project === 'home-manager' ? homeManagerFlake(context, place) : place;
  });
  const rest = unknown('this part of flake-compat is not known');
  return {
    kind: 'attrs',
    entries: new Map([
      ['defaultNix', { thunk: flake }],
      ['outputs', { thunk: flake }],
    ]),
    rest,
  };
}

/** What `nixpkgs/nixos` gives has the system to build beside its `config`; it is known here by the `config` that it is of. */
function withSystem(value: Value): Value {
  const config = value.kind === 'attrs' ? value.entries.get('config') : undefined;
  if (value.kind !== 'attrs' || config === undefined) return value;
  const rest = unknown('a derivation of NixOS is not known');
  const system: Value = { kind: 'attrs', entries: new Map([['config', config]]), rest };
  return { ...value, entries: new Map([...value.entries, ['system', { thunk: ready(system) }]]) };
}

/** `import <nixpkgs/nixos> { configuration; system; }`. */
function configurationArgument(argument: Thunk): Thunk {
  return {
    force: () => {
      const given = argument.force();
      if (given.kind !== 'attrs') return given;
      const configuration = given.entries.get('configuration');
      if (configuration === undefined) return given;
      const modules: Value = {
        kind: 'list',
        items: [{ kind: 'item', thunk: configuration.thunk, site: configuration.site }],
      };
      return { ...given, entries: new Map([...given.entries, ['modules', { thunk: { force: () => modules } }]]) };
    },
  };
}

function systemIn(argument: Thunk): Value | undefined {
  const given = argument.force();
  if (given.kind !== 'attrs') return undefined;
  const system = given.entries.get('system') ?? given.entries.get('localSystem');
  return system?.thunk.force() ?? (given.rest === undefined ? undefined : unknown('the system is not known'));
}
