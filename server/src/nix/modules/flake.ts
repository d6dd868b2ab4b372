import type { Attr, AttrsValue, External, FilePath, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { attrs, text } from './declare.ts';
import { flakeInputs, lockBeside } from './flakeInputs.ts';
import { frameworkFlake } from './frameworks/index.ts';
import type { HostContext } from './hostContext.ts';
import { homeManagerFlake, nixpkgsFlake } from './knownFlakes.ts';
import type { LockedInput } from './lock.ts';
import { projectOf } from './wellKnownModules.ts';

/** A flake of the workspace. */
export interface Flake {
  readonly path: FilePath;
  readonly inputs: ReadonlyMap<string, LockedInput>;
  /** The value of `self`: outputs, inputs, and where it lies. */
  readonly self: Thunk;
  readonly outputs: Thunk;
  /** What the outputs are made from: the values of the inputs, and `self`. */
  readonly given: Thunk;
}

const maximalNesting = 8;

/**
 * Loads a flake.nix and applies its outputs to its inputs. Inputs that are paths of the workspace are flakes of their
 * own; all others are unknown, and known by their name. `named` may give inputs other names to be known by.
 */
export function loadFlake(
  context: HostContext,
  path: FilePath,
  depth = 0,
  named: (inputs: Flake['inputs']) => Flake['inputs'] = (inputs) => inputs,
): Flake {
  const value = context.session.evaluation.importFile(path);
  const inputs = named(flakeInputs(value, lockBeside(path, context.sources)));
  const folder = path.replace(/\/[^/]*$/, '');
  const arguments_ = lazy((): Value => {
    const entries = new Map<string, Attr>();
    for (const [name, input] of inputs)
      entries.set(name, { thunk: lazy(() => inputValue(context, input, folder, depth)) });
    entries.set('self', { thunk: self });
    return { kind: 'attrs', entries };
  });
  const outputs = lazy(() => applyOutputs(value, arguments_));
  const self = lazy(() => selfValue(folder, outputs, arguments_));
  return { path, inputs, self, outputs, given: arguments_ };
}

function applyOutputs(value: Value, arguments_: Thunk): Value {
  if (value.kind !== 'attrs') return value;
  const outputs = value.entries.get('outputs')?.thunk.force();
  if (outputs === undefined) return unknown('the flake has no outputs', value.site);
  return outputs.kind === 'function' ? outputs.apply(arguments_) : outputs;
}

/** A folder of the workspace as Nix copies it to the store. */
function workspaceFolder(path: FilePath): Value {
  const external: External = { source: { kind: 'workspace', path }, attributes: [], subpath: '', imported: false };
  return { kind: 'unknown', reason: `the store path of ${path} is not known`, external };
}

function selfValue(folder: FilePath, outputs: Thunk, inputs: Thunk): Value {
  const given = outputs.force();
  const own = new Map<string, Attr>([
    ['_type', { thunk: ready(text('flake')) }],
    ['outPath', { thunk: ready(workspaceFolder(folder)) }],
    ['sourceInfo', { thunk: ready(attrs({ outPath: workspaceFolder(folder) })) }],
    ['inputs', { thunk: inputs }],
    ['outputs', { thunk: outputs }],
  ]);
  const entries = new Map<string, Attr>(checkout);
  if (given.kind === 'attrs') for (const [name, attr] of given.entries) entries.set(name, attr);
  for (const [name, attr] of own) entries.set(name, attr);
  if (given.kind === 'attrs') return { ...given, entries };
  return {
    kind: 'attrs',
    entries,
    rest: given.kind === 'unknown' ? given : unknown('the outputs of the flake are no set'),
  };
}

/** What a checkout adds to a flake; revisions are there for a clean one or a dirty one only. */
const checkout: readonly (readonly [string, Attr])[] = [
  ...['lastModified', 'lastModifiedDate', 'narHash'].map((name) => [name, { thunk: ready(ofCheckout(name)) }] as const),
  ...['rev', 'shortRev', 'revCount', 'dirtyRev', 'dirtyShortRev'].map(
    (name) => [name, { thunk: ready(ofCheckout(name)), maybe: ofCheckout(name) }] as const,
  ),
];

function ofCheckout(name: string): Unknown {
  return unknown(`\`${name}\` of the flake depends on the checkout`);
}

function inputValue(context: HostContext, input: LockedInput, folder: FilePath, depth: number): Value {
  const local = localPath(input, folder);
  if (local !== undefined) {
    const path = `${local}/flake.nix`;
    const kind = context.sources.kindOf(path);
    if (input.flake && depth < maximalNesting && kind !== 'missing')
      return loadFlake(context, path, depth + 1).self.force();
    if (!input.flake) return attrs({ outPath: workspaceFolder(local) });
  }
  const external: External = {
    source: { kind: 'input', name: input.name, site: input.site },
    attributes: [],
    subpath: '',
    imported: false,
  };
  const rest = unknown(`the input \`${input.name}\` lies outside of the workspace`, input.site, external);
  if (!input.flake) return rest;
  const project = projectOf(external, new Map([[input.name, input]]));
  if (project === 'nixpkgs') return nixpkgsFlake(context, rest, input);
  if (project === 'home-manager') return homeManagerFlake(context, rest);
  // A fork may be called as it likes; the name of the input still says what it stands in for.
  for (const name of [project, input.name]) {
    const outputs = name === undefined ? undefined : frameworkFlake(context, name, rest, input);
    if (outputs !== undefined) return outputs;
  }
  return rest;
}

/** The folder of the workspace an input stands for. */
function localPath(input: LockedInput, folder: FilePath): FilePath | undefined {
  const reference = input.original ?? input.locked;
  if (reference?.type !== 'path' || reference.path === undefined) return undefined;
  const path = reference.path.startsWith('/') ? reference.path : `${folder}/${reference.path}`;
  const parts: string[] = [];
  for (const part of `${path}${reference.dir === undefined ? '' : `/${reference.dir}`}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** An attribute of the outputs; undefined where they surely do not have it. */
export function outputOf(flake: Flake, name: string): Value | undefined {
  const outputs = flake.outputs.force();
  if (outputs.kind === 'unknown') return outputs;
  if (outputs.kind !== 'attrs') return undefined;
  return outputs.entries.get(name)?.thunk.force() ?? outputs.rest;
}

/** The members of a set with their sites. */
export function membersOf(
  value: Value | undefined,
): readonly { readonly name: string; readonly thunk: Thunk; readonly site: Site | undefined }[] {
  if (value?.kind !== 'attrs') return [];
  return [...(value as AttrsValue).entries].map(([name, { thunk, site }]) => ({ name, thunk, site }));
}
