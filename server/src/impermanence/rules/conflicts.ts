import type { Definition } from '../../nix/modules/configuration.ts';
import type { Model } from '../model/model.ts';
import { showPath } from '../model/partial.ts';
import type { Problem } from './rule.ts';

/** Options that two modules give different values, among those this extension reads: real Nix takes neither. */
export function* conflicts(model: Model): Iterable<Problem> {
  for (const path of readOptions(model)) {
    const value = model.configuration.lookup(path);
    if (value.kind !== 'failure' || !/conflicting definition values|expected to be unique/.test(value.message))
      continue;
    const [first, second] = strongest(model.configuration.definitions(path));
    const site = first?.valueSite ?? first?.nameSite;
    const other = second?.valueSite ?? second?.nameSite;
    if (!site || !value.message.includes(showPath(...path))) continue;
    yield {
      message: `${showPath(...path)} has two values, and neither counts for more: “The option has conflicting definition values”. Remove one, or wrap the one that counts in lib.mkForce.`,
      at: { site },
      related: other ? [{ at: { site: other }, message: 'the other value' }] : [],
    };
  }
}

/**
 * The module imported twice as an output of its flake. That is a function, which has no name by which Nix would see that it
 * is the same (nix-community/impermanence 7b1d382faf603b6d264f58627330f9faa5cba149, flake.nix); files are told apart.
 */
export function* doubleImports(model: Model): Iterable<Problem> {
  const imports = model.persistenceModules.filter(
    ({ kind, by, scope, reference }) =>
      kind === 'nixos' && by === 'output' && scope === 'nixos' && reference.condition === 'yes',
  );
  const [first, ...others] = imports;
  for (const { reference } of others) {
    if (!reference.site) continue;
    yield {
      message:
        'The impermanence module is imported twice, and Nix does not see that it is the same: “The option environment.persistence is already declared”. Keep one import.',
      at: { site: reference.site },
      related: first?.reference.site ? [{ at: { site: first.reference.site }, message: 'the other import' }] : [],
    };
  }
}

/** Definitions of the highest priority there is. */
function strongest(definitions: readonly Definition[]): readonly Definition[] {
  const sure = definitions.filter(({ condition }) => condition === 'yes');
  const highest = Math.min(...sure.map(({ priority }) => priority));
  return sure.filter(({ priority }) => priority === highest);
}

function* readOptions(model: Model): Iterable<readonly string[]> {
  if (model.host.kind === 'home') return;
  for (const { name } of model.mounts) {
    for (const field of ['device', 'fsType', 'neededForBoot']) yield ['fileSystems', name, field];
  }
  for (const { name } of model.users) {
    for (const field of ['home', 'group', 'uid']) yield ['users', 'users', name, field];
  }
  for (const { name, scope } of model.stores) {
    if (scope.kind !== 'system') continue;
    for (const field of ['enable', 'persistentStoragePath', 'hideMounts']) {
      yield ['environment', 'persistence', name, field];
    }
  }
}
