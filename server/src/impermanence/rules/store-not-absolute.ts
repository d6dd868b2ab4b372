import { insertInSet } from '../fixes/definitions.ts';
import { quoted } from '../fixes/text.ts';
import { isEphemeral } from '../model/lasts.ts';
import { concatPaths } from '../model/paths.ts';
import type { Rule } from './rule.ts';
import page from './store-not-absolute.md';
import { definitionsIn } from './storeOptions.ts';

/** A label as name needs the path beside it. */
export const storeNotAbsolute: Rule = {
  id: 'store-not-absolute',
  severity: 'error',
  title: 'A storage whose name is no absolute path',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const store of model.stores) {
      const { site, name } = store;
      if (!site || name.startsWith('/') || store.condition !== 'yes') continue;
      if (definitionsIn(model, store, 'persistentStoragePath').length > 0) continue;
      const path = concatPaths('/', name);
      yield {
        message: `The storage "${name}" has no path: its name is no absolute path, and persistentStoragePath is not set. The module refuses it: “persistentStoragePath is not of type absolute path”.`,
        at: { site },
        fixes: [
          {
            title: `Set persistentStoragePath = "${path}"`,
            // Where nothing lasts, nobody meant to store anything.
            preferred: isEphemeral(model, path) !== true,
            edits: () => insertInSet(context, site, 'persistentStoragePath', quoted(path)),
          },
        ],
      };
    }
  },
};
