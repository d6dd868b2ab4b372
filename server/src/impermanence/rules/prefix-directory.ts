import type { Definition } from '../../nix/modules/configuration.ts';
import { all } from '../fixes/combine.ts';
import { removeDefinition } from '../fixes/definitions.ts';
import { rewritePath } from '../fixes/entries.ts';
import { shellWord } from '../fixes/text.ts';
import type { Entry, Model, Store } from '../model/model.ts';
import { concatPaths, parentsOf, withoutPrefix } from '../model/paths.ts';
import { refusalHarms } from './harms.ts';
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
  const moves = movesOf(model, store, prefixed);
  yield {
    message: `removePrefixDirectory is not supported since v2, so the first folder of each path counts: ${prefixed[0]?.written ?? 'a path a/b'} is persisted as it is written. Write the paths without it${moves.length > 0 ? ` and move the data: “${moves.join('; ')}”${prefixed.length > most ? `, and so on for the other ${prefixed.length - 1}` : ''}` : ''}.`,
    at: { site },
    fixes: [
      {
        title: 'Write the paths without their first folder',
        preferred: true,
        harms: refusalHarms(site),
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

/** Before: the store joined with the path. Since v2: the store joined with the home and the path, whose parents may not be there yet. */
function movesOf(model: Model, { path, scope }: Store, entries: readonly Entry[]): readonly string[] {
  const user = scope.kind === 'home' ? scope.user : undefined;
  const home = user === undefined ? undefined : homeOf(model, user);
  if (path === undefined || user === undefined || home === undefined || entries.length === 0) return [];
  const moves = entries.map(({ written }) => ({
    from: concatPaths(path, written),
    to: concatPaths(path, home, withoutPrefix(written)),
  }));
  const base = concatPaths(path, home);
  const parents = moves.flatMap(({ to }) => parentsOf(to).filter((parent) => `${parent}/`.startsWith(`${base}/`)));
  // The module gives the home at the next boot to whom this copy of it belongs.
  const group = model.users.find(({ name }) => name === user)?.group;
  const owner = `-o ${shellWord(user)}${group ? ` -g ${shellWord(group)}` : ''}`;
  const make = `install -d ${owner} ${[...new Set(parents)].map(shellWord).join(' ')}`;
  const shown = moves.length > most ? moves.slice(0, 1) : moves;
  return [make, ...shown.map(({ from, to }) => `mv ${shellWord(from)} ${shellWord(to)}`)];
}

/** How many moves a message holds that is still read; of more one is the example for the others. */
const most = 3;
