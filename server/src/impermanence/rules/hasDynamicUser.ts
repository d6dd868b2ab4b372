import type { Model } from '../model/model.ts';
import { answer, attribute, textOf } from './options.ts';

/**
 * Whether the units of a service that nixpkgs gives a dynamic user still have one: false where the configuration takes it
 * from one of them, undefined where it says something about it that is not known. Units are found by the service's names,
 * which they or their users have, or begin with.
 */
export function hasDynamicUser(model: Model, names: readonly string[]): boolean | undefined {
  const units = model.configuration.lookup(['systemd', 'services']);
  if (units.kind !== 'attrs') return true;
  let verdict: boolean | undefined = true;
  for (const unit of units.entries.keys()) {
    const settings = answer(model.configuration, ['systemd', 'services', unit, 'serviceConfig']);
    if (settings.kind !== 'known' || settings.value.kind !== 'attrs') continue;
    const user = attribute(settings.value, 'User');
    const called = [unit, user === undefined ? unit : (textOf(user) ?? unit)];
    if (!names.some((name) => called.some((each) => each === name || each.startsWith(`${name}-`)))) continue;
    const dynamic = attribute(settings.value, 'DynamicUser');
    if (dynamic === undefined) continue;
    if (dynamic.kind !== 'boolean') verdict = undefined;
    else if (!dynamic.value) return false;
  }
  return verdict;
}
