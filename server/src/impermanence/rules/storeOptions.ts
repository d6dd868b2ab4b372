import type { Definition } from '../../nix/modules/configuration.ts';
import type { Model, Store } from '../model/model.ts';
import { namesIn, type Options } from './options.ts';

/** The configuration a store is set in: the system's or its user's. A lone Home Manager module, of no known user, is its own. */
export function optionsOf(model: Model, store: Store): Options | undefined {
  if (store.scope.kind === 'system') return model.configuration;
  const { user } = store.scope;
  return user === undefined ? model.configuration : model.configuration.homes().get(user);
}

/** What was written for an option of a store (`allowOther`, `users.bird.home`). */
export function definitionsIn(model: Model, store: Store, ...option: readonly string[]): readonly Definition[] {
  return optionsOf(model, store)?.definitions([...store.optionPath, ...option]) ?? [];
}

/** The users that a store of the system has entries for. */
export function usersIn(model: Model, store: Store): readonly string[] {
  const users =
    store.scope.kind === 'system' ? optionsOf(model, store)?.lookup([...store.optionPath, 'users']) : undefined;
  return users === undefined ? [] : [...namesIn(users).keys()];
}
