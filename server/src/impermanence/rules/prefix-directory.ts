import type { Definition } from '../../nix/modules/configuration.ts';
import { all } from '../fixes/combine.ts';
import { removeDefinition } from '../fixes/definitions.ts';
import { rewritePath } from '../fixes/entries.ts';
import type { Entry, Model, Store } from '../model/model.ts';
import { concatPaths, withoutPrefix } from '../model/paths.ts';
import { homeOf } from './homes.ts';
import { pinV1 } from './pinV1.ts';
import page from './prefix-directory.md';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { definitionsIn } from './storeOptions.ts';

/** The layout of GNU Stow, a folder for each program, which v2 does not know. */
export const prefixDirectory: Rule = {
  id: 'prefix-directory',
  severity: 'error',
  title: 'A storage laid out for GNU Stow',
  page,
  source: 'W, #287',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    if (model.releases.impermanence.era !== 'v2') return;
    for (const store of model.stores) {
      if (store.enable !== true || store.scope.kind !== 'home') continue;
      for (const definition of definitionsIn(model, store, 'removePrefixDirectory')) {
        const value = definition.value.force();
        if (definition.condition !== 'yes' || value.kind !== 'boolean' || !value.value) continue;
        yield* problem(model, store, definition, context);
      }
    }
  },
};

function* problem(model: Model, store: Store, definition: Definition, context: RuleContext): Iterable<Problem> {
  const entries = model.entries.filter((entry) => entry.store === store);
  const prefixed = entries.filter(({ written }) => withoutPrefix(written) !== '');
  const site = definition.valueSite ?? definition.nameSite;
  if (!site) return;
  const moves = prefixed.flatMap((entry) => moveOf(model, store, entry) ?? []);
  yield {
    message: `removePrefixDirectory is not supported since v2, so the first folder of each path counts: ${prefixed[0]?.written ?? 'a/b'} is persisted as it is written. Write the paths without it${moves.length > 0 ? ` and move the data: “${moves.join('; ')}”` : ''}.`,
    at: { site },
    fixes: [
      {
        title: 'Write the paths without their first folder',
        preferred: true,
        edits: () =>
          all(
            removeDefinition(context, definition),
            ...prefixed.map((entry) => rewritePath(context, entry, withoutPrefix(entry.written))),
          ),
      },
      ...pinV1(model, context, false),
    ],
  };
}

/** Before: the store joined with the path. Since v2: the store joined with the home and the path. */
function moveOf(model: Model, { path, scope }: Store, entry: Entry): string | undefined {
  const home = scope.kind === 'home' && scope.user !== undefined ? homeOf(model, scope.user) : undefined;
  if (path === undefined || home === undefined) return undefined;
  return `mv ${concatPaths(path, entry.written)} ${concatPaths(path, home, withoutPrefix(entry.written))}`;
}
