import { insertInSet } from '../fixes/definitions.ts';
import page from './fuse-allow-other-unset.md';
import type { Rule } from './rule.ts';
import { definitionsIn, optionsOf } from './storeOptions.ts';

/** The Home Manager module of v1 warns until somebody decides. */
export const fuseAllowOtherUnset: Rule = {
  id: 'fuse-allow-other-unset',
  severity: 'warning',
  title: 'A home storage that does not say whether others may look in',
  page,
  source: 'M',
  category: 'wiring',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined || era === 'v2') return;
    for (const store of model.stores) {
      if (store.scope.kind !== 'home' || store.enable !== true || !store.site || store.condition !== 'yes') continue;
      if (optionsOf(model, store)?.open !== false || definitionsIn(model, store, 'allowOther').length > 0) continue;
      const { site } = store;
      yield {
        message: `home.persistence."${store.name}".allowOther is not set; the module warns and assumes false: root and other users cannot look into the persisted directories.`,
        at: { site },
        fixes: ['false', 'true'].map((value) => ({
          title: `Set allowOther = ${value}`,
          preferred: value === 'false',
          edits: () => insertInSet(context, site, 'allowOther', value),
        })),
      };
    }
  },
};
