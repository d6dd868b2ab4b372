import { all } from '../fixes/combine.ts';
import { setMountField, setMountOption } from '../fixes/mounts.ts';
import type { Mount } from '../model/model.ts';
import page from './home-tmpfs-world-writable.md';
import { holdsHome } from './homes.ts';
import { isTmpfs, mountOption, permissionBits } from './mounts.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** The wiki's own `mode=777`: every local user may write into the home. */
export const homeTmpfsWorldWritable: Rule = {
  id: 'home-tmpfs-world-writable',
  severity: 'warning',
  title: 'A tmpfs home that everybody may write to',
  page,
  source: 'W, real configurations',
  category: 'layout',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const mount of model.mounts) {
      if (isTmpfs(mount) && holdsHome(model, mount)) yield* openHome(mount, context);
    }
  },
};

function* openHome(mount: Mount, context: RuleContext): Iterable<Problem> {
  const mode = mountOption(mount, 'mode');
  const bits = mode && permissionBits(mode.value);
  const site = mode && (mount.optionSites[mode.index] ?? mount.sites.options ?? mount.site);
  if (!mode || !site || bits === undefined || (bits & 0o002) === 0) return;
  yield {
    message: `The tmpfs at ${mount.mountPoint} has mode=${mode.value}: every user and service of the machine may write there. With mode=755 and neededForBoot, NixOS gives the home to its user.`,
    at: { site },
    fixes: [
      {
        title: 'Set mode=755 and neededForBoot',
        preferred: true,
        edits: () =>
          all(
            setMountOption(context, mount, 'mode', '755'),
            mount.neededForBoot === true ? [] : setMountField(context, mount, 'neededForBoot', 'true'),
          ),
      },
    ],
  };
}
