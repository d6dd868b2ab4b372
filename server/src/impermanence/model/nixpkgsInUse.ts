import type { External, Site, Value } from '../../nix/eval/value.ts';
import type { Configuration } from '../../nix/modules/configuration.ts';
import { nixpkgsOf } from '../../nix/modules/hostPackages.ts';

/** A nixpkgs with the place where the configuration says that it is that one. */
export interface StatedNixpkgs {
  readonly place: External;
  readonly site: Site | undefined;
}

/**
 * The nixpkgs that a configuration without a flake says it is built with: `nixpkgs.pkgs`, else what it makes `<nixpkgs>` mean by
 * `nix.nixPath` or `nixpkgs.flake.source`, which is what the next nixos-rebuild takes. Undefined where it says nothing.
 */
export function statedNixpkgs(configuration: Configuration): StatedNixpkgs | undefined {
  for (const { path, read } of statements) {
    const definition = configuration.definitions(path).find(({ condition }) => condition === 'yes');
    const place = definition && read(configuration.lookup(path));
    if (place !== undefined) return { place: { ...place, imported: false }, site: definition?.valueSite };
  }
  return undefined;
}

const statements: readonly {
  readonly path: readonly string[];
  readonly read: (value: Value) => External | undefined;
}[] = [
  { path: ['nixpkgs', 'pkgs'], read: nixpkgsOf },
  { path: ['nix', 'nixPath'], read: searchPathEntry },
  { path: ['nixpkgs', 'flake', 'source'], read: placeOf },
];

/** The item `nixpkgs=…` of a search path; the first one counts. */
function searchPathEntry(value: Value): External | undefined {
  if (value.kind !== 'list') return undefined;
  for (const item of value.items) {
    if (item.kind === 'gap' || item.maybe !== undefined) return undefined;
    const entry = item.thunk.force();
    if (entry.kind === 'string' && entry.text.startsWith('nixpkgs=')) return undefined;
    if (entry.kind === 'unknown' && entry.after?.text === 'nixpkgs=') return entry.after.place;
  }
  return undefined;
}

/** Where a source lies that is given as a path or as the set of a pin. */
function placeOf(value: Value): External | undefined {
  return value.kind === 'unknown' ? value.external : nixpkgsOf(value);
}
