import { replaceText } from '../fixes/strings.ts';
import type { Model, Store } from '../model/model.ts';
import { concatPaths } from '../model/paths.ts';
import { refusalHarms } from './harms.ts';
import { homeOf } from './homes.ts';
import { answer } from './options.ts';
import type { Rule } from './rule.ts';
import page from './store-name-contains-home.md';
import { definitionsIn } from './storeOptions.ts';

/** Before v2 a home store's name ended in the home: /persist/home/bird. The module now adds the home by itself and refuses that. */
export const storeNameContainsHome: Rule = {
  id: 'store-name-contains-home',
  severity: 'error',
  title: 'The path of a home storage contains the home directory',
  page,
  source: 'M, #293',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    // A home without NixOS has no such module since v2; standalone-home-manager says so.
    if (model.releases.impermanence.era !== 'v2' || model.host.kind === 'home') return;
    for (const store of model.stores) {
      const home = homeOfStore(model, store);
      const site = definitionsIn(model, store, 'persistentStoragePath')[0]?.valueSite ?? store.site;
      if (home === undefined || !site || store.condition !== 'yes' || !store.path?.includes(home)) continue;
      const shorter = concatPaths(store.path.replace(home, ''));
      yield {
        message: `${store.path} contains ${home}. The module adds the home by itself since v2 and refuses this: “persistentStoragePath contains home directory path!” With ${shorter} the data stays where it is.`,
        at: { site },
        fixes: [
          {
            title: `Cut it to ${shorter}`,
            preferred: true,
            harms: refusalHarms(site),
            edits: () => replaceText(context, site, store.path ?? '', shorter),
          },
        ],
      };
    }
  },
};

/** The home the store belongs to, where it is known. */
function homeOfStore(model: Model, store: Store): string | undefined {
  if (store.scope.kind !== 'home' || store.scope.user === undefined) return undefined;
  const home = model.configuration.homes().get(store.scope.user);
  const written = home && answer(home, ['home', 'homeDirectory']);
  if (written?.kind === 'known' && written.value.kind === 'string') return written.value.text;
  return written?.kind === 'unknown' && home?.open ? undefined : homeOf(model, store.scope.user);
}
