import type { Attr, AttrsValue, External, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready } from '../eval/value.ts';
import { text } from './declare.ts';
import { homeLibrary } from './homeLibrary.ts';
import { homeValue } from './homes.ts';
import type { HostContext } from './hostContext.ts';
import { packagesFrom } from './hostPackages.ts';
import type { LockedInput } from './lock.ts';
import { nixosValue } from './system.ts';

/** Systems that `legacyPackages` has in nixpkgs and that hosts have. */
export const commonSystems = [
  'x86_64-linux',
  'aarch64-linux',
  'i686-linux',
  'armv7l-linux',
  'riscv64-linux',
  'x86_64-darwin',
  'aarch64-darwin',
];

/** nixpkgs as a flake input: its `lib` with `nixosSystem`, and packages that nothing is known of. */
export function nixpkgsFlake(context: HostContext, rest: Unknown, input?: Pick<LockedInput, 'name' | 'site'>): Value {
  const root: External = rest.external ?? {
    source: { kind: 'input', name: input?.name ?? 'nixpkgs', site: input?.site },
    attributes: [],
    subpath: '',
    imported: false,
  };
  const place: External = { ...root, attributes: ['lib', 'nixosSystem'] };
  const packages = lazy((): Value => {
    const entries = new Map<string, Attr>(
      commonSystems.map((system) => [
        system,
        { thunk: lazy(() => packagesFrom(root, context.pkgs(text(system)).force())) },
      ]),
    );
    return { kind: 'attrs', entries };
  });
  const entries = new Map<string, Attr>([
    ['lib', { thunk: lazy(() => flakeLibrary(context, place)) }],
    ['legacyPackages', { thunk: packages }],
    ['outPath', { thunk: ready(rest) }],
    ['_type', { thunk: ready(text('flake')) }],
  ]);
  const value: AttrsValue = { kind: 'attrs', entries, rest };
  return value;
}

/** Home Manager as a flake input: its `lib` is known whole, so that joining it with others leaves those known. */
export function homeManagerFlake(context: HostContext, rest: Unknown): Value {
  const lib = lazy(() => homeManagerLibrary(context, rest.external));
  return {
    kind: 'attrs',
    entries: new Map<string, Attr>([
      ['lib', { thunk: lib }],
      ['outPath', { thunk: ready(rest) }],
      ['_type', { thunk: ready(text('flake')) }],
    ]),
    rest,
  };
}

/** The `lib` of a Home Manager that lies at a place: the flake's, and what its lib/default.nix gives. */
export function homeManagerLibrary(context: HostContext, place: External | undefined): Value {
  const homeManagerConfiguration: Value = {
    kind: 'function',
    name: 'homeManagerConfiguration',
    apply: (argument: Thunk) => homeValue(context, argument, '', place),
  };
  const whole = homeLibrary(context.lib.force());
  const hm = whole.kind === 'attrs' ? whole.entries.get('hm') : undefined;
  const entries = new Map<string, Attr>([['homeManagerConfiguration', { thunk: ready(homeManagerConfiguration) }]]);
  if (hm !== undefined) entries.set('hm', hm);
  return { kind: 'attrs', entries };
}

/** `lib` as the flake gives it: with `nixosSystem`, in what is made by `extend` too (nixpkgs, flake.nix). */
export function flakeLibrary(context: HostContext, place: External): Value {
  const lib = context.lib.force();
  if (lib.kind !== 'attrs') return lib;
  const nixosSystem: Value = {
    kind: 'function',
    name: 'nixosSystem',
    apply: (argument: Thunk) => nixosValue(context, argument, place),
  };
  return extensible({
    ...lib,
    entries: new Map<string, Attr>([...lib.entries, ['nixosSystem', { thunk: ready(nixosSystem) }]]),
  });
}

/** A library with `extend`: an overlay's attributes over its own, each seeing the whole. */
function extensible(lib: AttrsValue): Value {
  const extend: Value = {
    kind: 'function',
    name: 'extend',
    apply: (overlay) => extended(lib, overlay),
  };
  return { ...lib, entries: new Map<string, Attr>([...lib.entries, ['extend', { thunk: ready(extend) }]]) };
}

function extended(lib: AttrsValue, overlay: Thunk): Value {
  const whole: Thunk = lazy(() => {
    const more = applyBoth(overlay.force(), whole, ready(lib));
    if (more.kind !== 'attrs') return more.kind === 'failure' ? more : lib;
    return extensible({
      ...lib,
      entries: new Map<string, Attr>([...lib.entries, ...more.entries]),
      rest: lib.rest ?? more.rest,
    });
  });
  return whole.force();
}

function applyBoth(overlay: Value, final: Thunk, previous: Thunk): Value {
  const half = overlay.kind === 'function' ? overlay.apply(final) : overlay;
  return half.kind === 'function' ? half.apply(previous) : half;
}
