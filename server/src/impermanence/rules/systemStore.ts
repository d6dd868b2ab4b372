import type { Model, Store } from '../model/model.ts';

/** The store that what the system loses belongs into: the first enabled one of the system that is certainly there. */
export function systemStore(model: Model): Store | undefined {
  return model.stores.find(
    ({ scope, enable, condition, site }) => scope.kind === 'system' && enable === true && condition === 'yes' && site,
  );
}
