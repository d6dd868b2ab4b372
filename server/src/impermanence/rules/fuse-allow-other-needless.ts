import { removeDefinition } from '../fixes/definitions.ts';
import type { Model } from '../model/model.ts';
import page from './fuse-allow-other-needless.md';
import type { Rule } from './rule.ts';
import { definitionsIn } from './storeOptions.ts';

/** Since v2 the module makes real bind mounts; FUSE was for bindfs. */
export const fuseAllowOtherNeedless: Rule = {
  id: 'fuse-allow-other-needless',
  severity: 'hint',
  title: 'programs.fuse.userAllowOther is not needed for persistence any more',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'preferred',
  unanimous: true,
  *checkHost(model, context) {
    if (model.releases.impermanence.era !== 'v2' || model.open || usesFuse(model)) return;
    const homes = model.stores.filter(({ scope }) => scope.kind === 'home');
    // As long as allowOther is still set, removed-option takes both away.
    if (homes.length === 0 || homes.some((store) => definitionsIn(model, store, 'allowOther').length > 0)) return;
    for (const definition of model.configuration.definitions(['programs', 'fuse', 'userAllowOther'])) {
      const site = definition.nameSite ?? definition.valueSite;
      const value = definition.value.force();
      if (!site || definition.condition !== 'yes' || value.kind !== 'boolean' || !value.value) continue;
      yield {
        message:
          'The module makes real bind mounts since v2 and needs no FUSE: if nothing else mounts with allow_other, this can go.',
        at: { site },
        fixes: [
          {
            title: 'Remove programs.fuse.userAllowOther',
            preferred: true,
            edits: () => removeDefinition(context, definition),
          },
        ],
        tags: ['unnecessary'],
      };
    }
  },
};

function usesFuse(model: Model): boolean {
  return model.mounts.some(({ fsType }) => fsType === undefined || /^(fuse|sshfs|rclone|mergerfs|bindfs)/.test(fsType));
}
