import { lasts } from '../model/lasts.ts';
import { lyingOn, mountHolding } from './mounts.ts';
import type { Rule } from './rule.ts';
import page from './store-on-ephemeral.md';

/** "This folder is where the files will be stored (don't put it in tmpfs)", as the wiki says. */
export const storeOnEphemeral: Rule = {
  id: 'store-on-ephemeral',
  severity: 'error',
  title: 'Persistent storage on something that is wiped',
  page,
  source: 'W',
  category: 'layout',
  repair: 'none',
  *checkHost(model) {
    for (const store of model.stores) {
      if (store.path === undefined || !store.site || store.enable !== true || store.condition !== 'yes') continue;
      const mount = mountHolding(model, store.path);
      if (mount?.wiped !== true || !model.entries.some((entry) => entry.store === store)) continue;
      if (lasts(model, store.path) === true) continue;
      yield {
        message: `${lyingOn(store.path, mount)} is emptied at every boot: nothing that is persisted there is kept.`,
        at: { site: store.site },
        related: mount.site ? [{ at: { site: mount.site }, message: 'the file system that is emptied' }] : [],
      };
    }
  },
};
