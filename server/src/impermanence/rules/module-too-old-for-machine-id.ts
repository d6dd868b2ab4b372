import { compareReleases, isReleaseName, turningPoints } from '../knowledge/releases.ts';
import { landmarks } from '../knowledge/revisions.ts';
import type { Release } from '../model/model.ts';
import page from './module-too-old-for-machine-id.md';
import type { Rule } from './rule.ts';

/** systemd-machine-id-commit meets a machine-id that is not on a temporary file system. */
export const moduleTooOldForMachineId: Rule = {
  id: 'module-too-old-for-machine-id',
  severity: 'warning',
  title: 'The module is too old to persist /etc/machine-id on this NixOS',
  page,
  source: '#229',
  category: 'wiring',
  repair: 'none',
  *checkHost(model) {
    const { impermanence, nixpkgs } = model.releases;
    const { lastModified } = impermanence;
    // Path inputs are locked with a date that is none.
    if (impermanence.era === undefined) return;
    if (lastModified === undefined || lastModified >= landmarks.machineIdCommit.time) return;
    if (!commitsMachineId(nixpkgs)) return;
    const entry = model.entries.find(({ kind, path }) => kind === 'file' && path === '/etc/machine-id');
    if (!entry?.site) return;
    yield {
      message: `systemd-machine-id-commit.service fails at every boot (“/etc/machine-id is not on a temporary file system.”): this revision of the impermanence module is older than ${landmarks.machineIdCommit.revision}. Update it.`,
      at: { site: entry.site },
      related: impermanence.site ? [{ at: { site: impermanence.site }, message: 'the module' }] : [],
    };
  },
};

/** Whether NixOS runs systemd-machine-id-commit; false where that is not known. */
function commitsMachineId({ release, lastModified }: Release): boolean {
  const since = turningPoints.machineIdCommitFails;
  if (release === 'unstable') return lastModified !== undefined && lastModified >= since.time;
  return release !== undefined && isReleaseName(release) && compareReleases(release, since.release) >= 0;
}
