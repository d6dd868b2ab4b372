import type { FailureNote } from '../../nix/modules/configuration.ts';
import type { Model } from '../model/model.ts';

/** What real Nix would refuse of a host and its homes, of the causes given. */
export function failuresOf(model: Model, ...causes: readonly string[]): readonly FailureNote[] {
  const homes = [...model.configuration.homes().values()].flatMap(({ failures }) => failures);
  return [...model.configuration.failures, ...homes].filter(({ cause }) => causes.includes(cause));
}
