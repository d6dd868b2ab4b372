import { insertInSet, removeDefinition, setDefinition } from '../fixes/definitions.ts';
import { quoted } from '../fixes/text.ts';
import type { Model, Store } from '../model/model.ts';
import { homeOf } from './homes.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { definitionsIn, usersIn } from './storeOptions.ts';
import page from './user-home-mismatch.md';

/** v1 keeps a home of its own for every user and asserts that it is the real one. */
export const userHomeMismatch: Rule = {
  id: 'user-home-mismatch',
  severity: 'error',
  title: "users.<name>.home of a storage is not the user's home",
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    const { era } = model.releases.impermanence;
    if (era === undefined || era === 'v2') return;
    for (const store of model.stores) {
      for (const user of store.enable === true ? usersIn(model, store) : [])
        yield* mismatch(model, store, user, context);
    }
  },
};

function* mismatch(model: Model, store: Store, user: string, context: RuleContext): Iterable<Problem> {
  const declared = model.users.some(({ name, site }) => name === user && (site !== undefined || name === 'root'));
  const home = declared ? homeOf(model, user) : undefined;
  const [definition] = definitionsIn(model, store, 'users', user, 'home');
  const written = definition?.value.force();
  const here = definition === undefined ? `/home/${user}` : written?.kind === 'string' ? written.text : undefined;
  const name = definitionsIn(model, store, 'users', user)[0]?.nameSite;
  const site = definition?.valueSite ?? name;
  if (home === undefined || here === undefined || here === home || !site) return;
  yield {
    message: `The module takes ${here} for the home of ${user}, but it is ${home}: “Users and home doesn't match”.`,
    at: { site },
    fixes: [
      definition && home === `/home/${user}`
        ? { title: 'Remove home', preferred: true, edits: () => removeDefinition(context, definition) }
        : {
            title: `Set home = "${home}"`,
            preferred: true,
            edits: () =>
              definition
                ? setDefinition(context, definition, quoted(home))
                : name && insertInSet(context, name, 'home', quoted(home)),
          },
    ],
  };
}
