import type { Sources } from '../../nix/eval/sources.ts';
import { unknown } from '../../nix/eval/value.ts';
import type { Configuration } from '../../nix/modules/configuration.ts';
import { readLinks } from './links.ts';
import type { Model } from './model.ts';
import { readMounts } from './mounts.ts';
import type { Doubts } from './partial.ts';
import { bootScripts } from './scripts.ts';
import { buildGroups } from './users.ts';
import { findRollbacks, findWipe, judgeMounts } from './wipe.ts';

/** What a model has of the machine itself. */
export type SystemPart = Pick<Model, 'wipe' | 'mounts' | 'mountsUnknown' | 'links' | 'groups'>;

/** Mounts, what wipes them, links and groups. `open`: modules out of sight may wipe the root as well. */
export function readSystem(configuration: Configuration, sources: Sources, open: boolean, doubts: Doubts): SystemPart {
  const table = readMounts(configuration, doubts);
  const boot = bootScripts(configuration, sources);
  const rollbacks = findRollbacks(boot.scripts, open || boot.unknown !== undefined);
  const mounts = judgeMounts(table, rollbacks);
  return {
    wipe: findWipe(mounts, rollbacks),
    mounts,
    mountsUnknown: table.unknown,
    links: readLinks(configuration),
    groups: buildGroups(configuration),
  };
}

/** Of a home without a system around it nothing of that is known. */
export const noSystem: SystemPart = {
  wipe: { kind: 'unknown', site: undefined, option: undefined },
  mounts: [],
  mountsUnknown: unknown('a home does not say what is mounted'),
  links: [],
  groups: [],
};
