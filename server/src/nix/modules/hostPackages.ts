import type { Attr, External, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import { attrs, bool, text } from './declare.ts';

/**
 * `pkgs`: unknown but for `lib` and what follows from the system. Packages and functions are known by their name
 * (`pkgs.hello`), and of `fetchers` where what they fetch lies.
 */
export function packages(lib: Thunk, system: Value | undefined, fetchers: ReadonlyMap<string, Attr>): Value {
  const rest = unknown('packages are not evaluated', undefined, {
    source: { kind: 'nixpkgs', name: 'pkgs' },
    attributes: [],
    subpath: '',
    imported: false,
  });
  const entries = new Map<string, Attr>([
    ...fetchers,
    ['_type', { thunk: ready(text('pkgs')) }],
    ['lib', { thunk: lib }],
    ['callPackage', { thunk: lazy(() => callPackage(lib.force(), pkgs())) }],
    ['pkgs', { thunk: lazy(() => pkgs()) }],
  ]);
  const pkgs = (): Value => ({ kind: 'attrs', entries, rest });
  if (system !== undefined) {
    const platform = lazy(() => platformOf(system));
    entries.set('system', { thunk: ready(system) });
    entries.set('stdenv', {
      thunk: lazy(() => ({ ...attrs({ hostPlatform: platform, buildPlatform: platform, ...kinds(system) }), rest })),
    });
    entries.set('hostPlatform', { thunk: platform });
  }
  return pkgs();
}

/** Calls what is in sight with what it asks for of `pkgs`: an own library gets `lib` in this way, too. */
function callPackage(lib: Value, pkgs: Value): Value {
  const make = lib.kind === 'attrs' ? lib.entries.get('callPackageWith')?.thunk.force() : undefined;
  return make?.kind === 'function' ? make.apply(ready(pkgs)) : unknown('pkgs.callPackage is not known');
}

/** `pkgs` of a nixpkgs that is in sight: `pkgs.path` is its place. */
export function packagesFrom(nixpkgs: External, pkgs: Value): Value {
  if (pkgs.kind !== 'attrs') return pkgs;
  const place = unknown('nixpkgs lies outside of the workspace', undefined, { ...nixpkgs, imported: false });
  return { ...pkgs, entries: new Map<string, Attr>([...pkgs.entries, ['path', { thunk: ready(place) }]]) };
}

/** The place of the nixpkgs that a `pkgs` is of, or that a flake or pin is; undefined where it is not in sight. */
export function nixpkgsOf(pkgs: Value | undefined): External | undefined {
  if (pkgs?.kind !== 'attrs') return undefined;
  const path = (pkgs.entries.get('path') ?? pkgs.entries.get('outPath'))?.thunk.force();
  const place = path?.kind === 'unknown' ? path.external : undefined;
  return place?.subpath === '' ? place : undefined;
}

function platformOf(system: Value): Value {
  const [cpu, kernel] = system.kind === 'string' ? system.text.split('-') : [];
  const rest = unknown('this property of the platform is not known');
  if (cpu === undefined || kernel === undefined) return { ...attrs({ system }), ...{ rest } } as Value;
  return { ...attrs({ system, config: text(`${cpu}-unknown-${kernel}-gnu`), ...kinds(system) }), rest } as Value;
}

function kinds(system: Value): Record<string, Value> {
  if (system.kind !== 'string') return {};
  const { text: name } = system;
  return {
    isLinux: bool(name.endsWith('-linux')),
    isDarwin: bool(name.endsWith('-darwin')),
    isx86_64: bool(name.startsWith('x86_64-')),
    isAarch64: bool(name.startsWith('aarch64-')),
  };
}
