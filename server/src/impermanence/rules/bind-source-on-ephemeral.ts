import { lasts } from '../model/lasts.ts';
import { isAtOrBelow } from '../model/paths.ts';
import page from './bind-source-on-ephemeral.md';
import { bringsOwnFileSystems } from './images.ts';
import { isBindMount, lyingOn, mountHolding } from './mounts.ts';
import type { Rule } from './rule.ts';

/** A bind mount keeps nothing if its source is wiped itself. */
export const bindSourceOnEphemeral: Rule = {
  id: 'bind-source-on-ephemeral',
  severity: 'error',
  title: 'A bind mount from something that is wiped',
  page,
  source: 'W',
  category: 'layout',
  repair: 'none',
  *checkHost(model) {
    const mayHaveUsr = bringsOwnFileSystems(model);
    for (const mount of model.mounts) {
      const site = mount.sites.device ?? mount.site;
      if (!site || !isBindMount(mount) || !mount.device?.startsWith('/') || isScratch(mount.device)) continue;
      // An image has it on a partition that fileSystems tells nothing of; all else is where it is said to be.
      if (mayHaveUsr && isAtOrBelow(mount.device, '/usr')) continue;
      const holder = mountHolding(model, mount.device);
      if (holder?.wiped !== true || holder === mount || lasts(model, mount.device) === true) continue;
      yield {
        message: `${lyingOn(mount.device, holder)} is emptied at every boot: the bind mount at ${mount.mountPoint} keeps nothing.`,
        at: { site },
        related: holder.site ? [{ at: { site: holder.site }, message: 'the file system that is emptied' }] : [],
      };
    }
  },
};

/** Nobody expects anything to be kept there: a bind mount from it is meant to be emptied. */
function isScratch(path: string): boolean {
  return /^\/(tmp|var\/tmp|run|dev\/shm)(\/|$)/.test(path);
}
