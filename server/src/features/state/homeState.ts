import type { StateFact, Trigger } from '../../impermanence/knowledge/state/index.ts';
import type { Model } from '../../impermanence/model/model.ts';
import { answer, namesIn, type Options } from '../../impermanence/rules/options.ts';

/**
 * Whether a program is certainly enabled for a user: in the home by Home Manager, or on the system for everybody, where
 * options of both have the same names. False where that is not known; without a user only the system tells.
 */
export function isUsedInHome(model: Model, user: string | undefined, { neededBy }: StateFact): boolean {
  const home = user === undefined ? undefined : model.configuration.homes().get(user);
  const places: readonly Options[] = home ? [home, model.configuration] : [model.configuration];
  return neededBy.some((trigger) => places.some((options) => isOn(options, trigger)));
}

function isOn(options: Options, trigger: Trigger): boolean {
  if (trigger.kind === 'always') return true;
  const found = answer(options, trigger.option.split('.'));
  if (found.kind !== 'known') return false;
  if (trigger.kind === 'enabled') return found.value.kind === 'boolean' && found.value.value;
  // Which value another option must have no program in the home depends on by now.
  return trigger.onlyWith === undefined && namesIn(found.value).size > 0;
}
