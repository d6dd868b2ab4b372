import { insertInSet } from '../fixes/definitions.ts';
import { quoted } from '../fixes/text.ts';
import { isEphemeral } from '../model/lasts.ts';
import type { Model, Store } from '../model/model.ts';
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
      if (definitionsIn(model, store, 'persistentStoragePath').length > 0 || !isNeeded(model, store)) continue;
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

/**
 * Whether the path is asked for and could not be set out of sight. The module leaves stores of the system alone that are
 * not enabled; a name with a slash in it is nobody's label.
 */
function isNeeded(model: Model, store: Store): boolean {
  const { name, enable, scope } = store;
  // `environment.persistence.directories = [ ]` lacks its storage, which is said of its type.
  if (definitionsIn(model, store).some(({ value }) => value.force().kind === 'list')) return false;
  if (scope.kind === 'system' && enable !== true) return false;
  return !model.open || name.includes('/');
}
