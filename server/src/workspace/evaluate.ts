import { buildModel } from '../impermanence/model/build.ts';
import type { Model } from '../impermanence/model/model.ts';
import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Host } from '../nix/modules/configuration.ts';
import { evaluateHost } from '../nix/modules/evaluate.ts';
import { findHosts, loneModule } from '../nix/modules/hosts.ts';
import { type LockedInput, readLock } from '../nix/modules/lock.ts';
import type { EngineSettings } from './settings.ts';

/** The model of a host. */
export function evaluate(host: Host, sources: Sources, settings: EngineSettings): Model {
  return buildModel(evaluateHost(host, sources), sources, settings);
}
