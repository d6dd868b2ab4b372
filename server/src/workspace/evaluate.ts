import { buildModel } from '../impermanence/model/buildModel.ts';
import type { Model } from '../impermanence/model/model.ts';
import { persistenceOptions } from '../impermanence/model/options.ts';
import { isOwnPersistence } from '../impermanence/model/ownPersistence.ts';
import { allModules } from '../impermanence/model/persistenceModules.ts';
import { impermanenceRelease, moduleVersion } from '../impermanence/model/releases.ts';
import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Configuration, Host } from '../nix/modules/configuration.ts';
import { evaluateHost } from '../nix/modules/evaluate.ts';
import { findHosts, loneModule } from '../nix/modules/hosts.ts';
import type { NarrowEdit } from './reads.ts';
import type { EngineSettings } from './settings.ts';

/**
 * The model of a host, with the options that the impermanence module has at the version it uses. Undefined where not all
 * modules could be found and `isWorthwhile` says then that there is no use in looking further.
 */
export function evaluate(
  host: Host,
  sources: Sources,
  settings: EngineSettings,
  isWorthwhile: () => boolean,
): Model | undefined {
  const configuration = evaluateHost(host, sources, (seen) => {
    const version = moduleVersion(impermanenceRelease(seen.modules, seen.inputs, settings.assumeEra));
    const options = persistenceOptions(version);
    const isOwn = (scope: 'nixos' | 'home') => isOwnPersistence({ ...seen, scope, era: version?.era, sources });
    return {
      get nixos() {
        return isOwn('nixos') ? undefined : options.nixos;
      },
      get home() {
        return isOwn('home') ? undefined : options.home;
      },
    };
  });
  allModules(configuration);
  return isWorthwhile() ? modelOf(configuration, sources, settings) : undefined;
}

/**
 * The model after an edit that changed one definition in one file, without evaluating what does not depend on it.
 * Undefined where that cannot be told; the old model is of no use then either.
 */
export function evaluateChange(
  { configuration }: Model,
  change: NarrowEdit,
  sources: Sources,
  settings: EngineSettings,
): Model | undefined {
  if (!configuration.redefine(change.file, change.path)) return undefined;
  return modelOf(configuration, sources, settings);
}

function modelOf(configuration: Configuration, sources: Sources, settings: EngineSettings): Model {
  const { assumeEra, stores, entryOptions } = settings;
  return buildModel(configuration, { sources, inputs: configuration.inputs(), assumeEra, stores, entryOptions });
}

/** The hosts that a root file makes. A file taken by itself is one host, unless it is a flake or no module at all. */
export function hostsFrom(root: FilePath, scope: 'project' | 'file', sources: Sources): readonly Host[] {
  if (scope === 'project' || root.endsWith('/flake.nix')) return findHosts(root, sources);
  const host = loneModule(root, sources);
  return host ? [host] : [];
}

/** A file that no host reaches, as a host of its own; undefined where it is no module. `flake`: the one it belongs to. */
export function loneHost(path: FilePath, flake: FilePath | undefined, sources: Sources): Host | undefined {
  // What is not read yet need not be evaluated to know that.
  return sources.at(path) === undefined ? undefined : loneModule(path, sources, flake);
}
