import { compareReleases, isReleaseName, turningPoints } from '../knowledge/releases.ts';
import type { Model } from '../model/model.ts';
import { answer } from './options.ts';

/** Whether stage 1 is systemd: as it is set, else by the default of the release; undefined where unknown. */
export function hasSystemdInitrd(model: Model): boolean | undefined {
  const option = ['boot', 'initrd', 'systemd', 'enable'];
  if (model.open || model.configuration.definitions(option).length > 0) {
    const found = answer(model.configuration, option);
    return found.kind === 'known' && found.value.kind === 'boolean' ? found.value.value : undefined;
  }
  const { release, lastModified } = model.releases.nixpkgs;
  const { systemdInitrdDefault } = turningPoints;
  if (release === 'unstable') return lastModified === undefined ? undefined : lastModified >= systemdInitrdDefault.time;
  if (release === undefined || !isReleaseName(release)) return undefined;
  return compareReleases(release, systemdInitrdDefault.release) >= 0;
}
