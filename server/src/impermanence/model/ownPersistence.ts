import type { Sources } from '../../nix/eval/sources.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import type { ModuleReference, OptionDeclaration } from '../../nix/modules/configuration.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import { describeWellKnown } from '../../nix/modules/wellKnownModules.ts';
import type { Era } from '../knowledge/revisions.ts';
import { findPersistenceModules } from './persistenceModules.ts';

/** A module set, as far as it tells whose option `environment.persistence` (`home.persistence`) is. */
export interface PersistenceScope {
  readonly scope: 'nixos' | 'home';
  readonly modules: readonly ModuleReference[];
  /** Those of the system around a home; none where there is no system. */
  readonly around: readonly ModuleReference[];
  readonly inputs: ReadonlyMap<string, LockedInput>;
  readonly era: Era | undefined;
  readonly sources: Sources;
  declarationsOf(path: readonly string[]): readonly OptionDeclaration[];
}

/**
 * Whether the configuration declares the option itself, without the module of impermanence: as a stub for hosts that
 * keep everything, to hand it on, or with an implementation of its own. What stands there means something else then.
 */
export function isOwnPersistence(given: PersistenceScope): boolean {
  const { scope, inputs, era, sources } = given;
  // Since v2 the module of NixOS brings that of Home Manager along.
  const isBrought = scope === 'home' && era === 'v2';
  const modules = isBrought ? [...given.around, ...given.modules] : given.modules;
  const kind = scope === 'nixos' ? 'nixos' : 'home-manager';
  if (findPersistenceModules(modules, inputs).some((module) => isBrought || module.kind === kind)) return false;
  const declarations = given.declarationsOf([scope === 'nixos' ? 'environment' : 'home', 'persistence']);
  if (declarations.length === 0 || declarations.some(({ file }) => isCopy(file, sources))) return false;
  if (declarations.every(({ file, hasDefault }) => !hasDefault && isAddition(file, sources))) return false;
  // The module has a default, and there cannot be two.
  if (declarations.some(({ hasDefault }) => hasDefault)) return true;
  return !modules.some(
    ({ unfollowed, external }) =>
      unfollowed !== undefined && (external === undefined || describeWellKnown(external, inputs) === undefined),
  );
}

/** Whether a file is a copy of the module: of what it declares (v1), or of what it is put together from. */
function isCopy(file: FilePath | undefined, sources: Sources): boolean {
  const content = file === undefined ? undefined : sources.at(file);
  return (
    content?.kind === 'file' &&
    /create-directories\.bash|submodule-options\.nix|\b(hideMounts|removePrefixDirectory)\s*=\s*(lib\.)?mkOption/.test(
      content.file.text,
    )
  );
}

/**
 * Whether a file only adds to the options of the stores: what it declares takes no entries by itself. The module is in
 * the host then, be it out of sight.
 */
function isAddition(file: FilePath | undefined, sources: Sources): boolean {
  const content = file === undefined ? undefined : sources.at(file);
  if (content?.kind !== 'file' || !/\bsubmodule/.test(content.file.text)) return false;
  return !/\b(directories|files)\s*=\s*(lib\.)?mkOption|\b(freeformType|anything|unspecified|raw|attrs)\b/.test(
    content.file.text,
  );
}
