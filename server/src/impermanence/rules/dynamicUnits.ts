import type { Model } from '../model/model.ts';
import { answer, attribute, namesIn, textOf, textsOf } from './options.ts';

/** A service that the configuration itself gives a dynamic user, with the names of its state directories in /var/lib. */
export interface DynamicUnit {
  readonly unit: string;
  readonly directories: readonly string[];
}

/** The units of the system that certainly have DynamicUser and StateDirectory (systemd.exec(5)). */
export function dynamicUnits(model: Model): readonly DynamicUnit[] {
  const units = [...namesIn(model.configuration.lookup(['systemd', 'services'])).keys()];
  return units.flatMap((unit) => {
    const settings = answer(model.configuration, ['systemd', 'services', unit, 'serviceConfig']);
    if (settings.kind !== 'known' || settings.value.kind !== 'attrs') return [];
    const dynamic = attribute(settings.value, 'DynamicUser');
    const state = attribute(settings.value, 'StateDirectory');
    if (dynamic?.kind !== 'boolean' || !dynamic.value || state === undefined) return [];
    const text = textOf(state);
    const texts = text === undefined ? (textsOf(state) ?? []).map((item) => item.text) : text.split(/\s+/);
    // Specifiers stand for something else, and what follows a colon is a link.
    const directories = texts.map((name) => name.split(':')[0] ?? '').filter((name) => /^[^%/][^%]*$/.test(name));
    return directories.length === 0 ? [] : [{ unit, directories }];
  });
}
