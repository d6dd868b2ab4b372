import { lowerUnlocated } from '../../eval/lower.ts';
import type { Term } from '../../eval/term.ts';
import type { Attr, AttrsValue, External, Unknown, Value } from '../../eval/value.ts';
import { lazy, ready } from '../../eval/value.ts';
import { parse } from '../../syntax/parse.ts';
import { attrs, bool, int, nothing, text } from '../declare.ts';
import type { HostContext } from '../hostContext.ts';
import { nativeFunction, treeLeaves } from '../importTree.ts';
import type { LockedInput } from '../lock.ts';
import { once } from '../once.ts';
import { blueprint } from './blueprint.ts';
import { clan } from './clan.ts';
import { den } from './den.ts';
import { denix } from './denix.ts';
import { easyHosts } from './easyHosts.ts';
import { ezConfigs } from './ezConfigs.ts';
import { flakeAspects } from './flakeAspects.ts';
import { flakelight } from './flakelight.ts';
import { flakeUtils, flakeUtilsPlus } from './flakeUtils.ts';
import { haumea } from './haumea.ts';
import { importTree } from './importTree.ts';
import { liteConfig } from './liteConfig.ts';
import { nixosFlake, nixosUnified } from './nixosUnified.ts';
import { partsLibrary } from './partsLibrary.ts';
import { snowfall } from './snowfall.ts';
import { unify } from './unify.ts';
import { wholeLibraries } from './wholeLibraries.ts';

/**
 * Flakes that make hosts out of folders and options, told in Nix of our own: by project, a function from `lib` and
 * `outside` (what is not known of the flake) to those of its outputs that matter here.
 */
const frameworks: Readonly<Record<string, () => Term>> = {
  'adios-flake': told(`{ ... }: { lib.mkFlake = { flake ? { }, ... }: flake; }`),
  blueprint: told(blueprint),
  'clan-core': told(clan),
  den: told(den),
  denix: told(denix),
  'easy-hosts': told(easyHosts),
  'ez-configs': told(ezConfigs),
  'flake-aspects': told(flakeAspects),
  'flake-utils': told(flakeUtils),
  'flake-utils-plus': told(flakeUtilsPlus),
  flakelight: told(flakelight),
  haumea: told(haumea),
  'lib-aggregate': told(`{ lib, outside, ... }: { lib = lib // { flake-utils = outside.inputs.flake-utils.lib; }; }`),
  'lite-config': told(liteConfig),
  'nixos-flake': told(nixosFlake),
  'nixos-unified': told(nixosUnified),
  'snowfall-lib': told(snowfall),
  unify: told(unify),
};

const importTreeTerm = told(importTree);

const partsTerm = told(partsLibrary);

/** The functions of flake-parts' library that are known; undefined where they cannot be told. */
export function flakePartsLibrary(context: HostContext, outside: Unknown): AttrsValue | undefined {
  const make = context.ownCode(partsTerm());
  const library = make.kind === 'function' ? make.apply(ready(attrs({ lib: context.lib, outside }))) : make;
  return library.kind === 'attrs' ? library : undefined;
}

/** `import-tree` as the flake or its default.nix gives it. */
export function importTreeLibrary(context: HostContext, outside: Unknown): Value {
  const make = context.ownCode(importTreeTerm());
  if (make.kind !== 'function') return outside;
  const leaves = nativeFunction((hidden) =>
    nativeFunction((places) =>
      nativeFunction((given) => {
        const flag = hidden.force();
        return treeLeaves(context.sources, [places, given], flag.kind === 'boolean' && flag.value);
      }),
    ),
  );
  return make.apply(ready(attrs({ lib: context.lib, outside, leaves })));
}

/** The term of a text; read when it is used for the first time, for most flakes need none of them. */
function told(source: string): () => Term {
  return once(() => lowerUnlocated(parse(source)));
}

/**
 * An input of a project that is known in part; undefined for all others. `outside` is the input as something unknown,
 * `input` tells which revision of it is used.
 */
export function frameworkFlake(
  context: HostContext,
  project: string,
  outside: Unknown,
  input: LockedInput,
): Value | undefined {
  const names = wholeLibraries[project];
  if (names !== undefined) {
    const more = project === 'flake-parts' ? flakePartsLibrary(context, outside) : undefined;
    const library = attrs({ lib: wholeLibrary(names, outside, more) });
    return library.kind === 'attrs' ? overlay(outside, library) : undefined;
  }
  if (project === 'import-tree') {
    const library = importTreeLibrary(context, outside);
    return library.kind === 'attrs' ? overlay(outside, library) : undefined;
  }
  const term = frameworks[project];
  if (term === undefined) return undefined;
  const make = context.ownCode(term());
  if (make.kind !== 'function') return undefined;
  const outputs = make.apply(ready(attrs({ lib: context.lib, outside, locked: revision(input), isKnown })));
  return outputs.kind === 'attrs' ? overlay(outside, outputs) : undefined;
}

/** Whether a value is known: what is not would have both sides of each condition looked at. */
const isKnown = nativeFunction((value) => {
  const { kind } = value.force();
  return bool(kind !== 'unknown' && kind !== 'failure');
});

function revision({ ref, lastModified }: LockedInput): Value {
  return attrs({
    ref: ref === undefined ? nothing : text(ref),
    lastModified: lastModified === undefined ? nothing : int(lastModified),
  });
}

function wholeLibrary(names: readonly string[], outside: Unknown, known: AttrsValue | undefined): Value {
  const entries = names.map((name) => [name, { thunk: ready(memberOf(outside, ['lib', name])) }] as const);
  return { kind: 'attrs', entries: new Map<string, Attr>([...entries, ...(known?.entries ?? [])]) };
}

/** What is known of a flake over what is not; a set of modules or functions may have more of them. */
function overlay(outside: Unknown, known: AttrsValue): Value {
  const entries = new Map<string, Attr>([['outPath', { thunk: ready(outside) }]]);
  for (const [name, attr] of known.entries) {
    const thunk = lazy(() => {
      const value = attr.thunk.force();
      const open = value.kind === 'attrs' && value.rest === undefined && openSets.has(name);
      return open ? { ...value, rest: memberOf(outside, [name]) } : value;
    });
    entries.set(name, { ...attr, thunk });
  }
  return { kind: 'attrs', entries, rest: outside };
}

const openSets: ReadonlySet<string> = new Set(['flakeModules', 'modules']);

function memberOf(outside: Unknown, names: readonly string[]): Unknown {
  const { external } = outside;
  if (external === undefined) return outside;
  const inner: External = { ...external, attributes: [...external.attributes, ...names] };
  return { ...outside, external: inner };
}
