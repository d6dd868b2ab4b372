import { insertOption } from '../fixes/modules.ts';
import page from './fuse-allow-other.md';
import { isOn } from './options.ts';
import type { Rule } from './rule.ts';
import { definitionsIn } from './storeOptions.ts';

/** bindfs with allow_other needs the permission in /etc/fuse.conf. */
export const fuseAllowOther: Rule = {
  id: 'fuse-allow-other',
  severity: 'error',
  title: 'allowOther without programs.fuse.userAllowOther',
  page,
  source: 'W',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined || era === 'v2' || model.host.kind !== 'nixos' || model.open) return;
    if (isOn(model, ['programs', 'fuse', 'userAllowOther']) !== false) return;
    for (const store of model.stores) {
      if (store.scope.kind !== 'home' || store.enable !== true) continue;
      for (const { value, nameSite, valueSite, condition } of definitionsIn(model, store, 'allowOther')) {
        const given = value.force();
        const site = nameSite ?? valueSite;
        if (!site || condition !== 'yes' || given.kind !== 'boolean' || !given.value) continue;
        yield {
          message: `allowOther needs programs.fuse.userAllowOther = true in the system's configuration: without it bindfs may not be mounted for others and the persisted directories of ${store.name} stay empty.`,
          at: { site },
          fixes: [
            {
              title: 'Set programs.fuse.userAllowOther',
              preferred: true,
              edits: () => insertOption(context, model, ['programs', 'fuse', 'userAllowOther'], 'true'),
            },
          ],
        };
      }
    }
  },
};
