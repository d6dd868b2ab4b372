import type { AttrsValue, Site, Value } from '../../nix/eval/value.ts';
import type { Configuration, Definition, HomeConfiguration } from '../../nix/modules/configuration.ts';
import type { Model } from '../model/model.ts';

/** A system's or a home's configuration: what can be asked for options. */
export type Options = Configuration | HomeConfiguration;

/** What the configuration says about an option. `unset`: nobody defines it, and nobody out of sight could. */
export type Answer =
  | { readonly kind: 'known'; readonly value: Value; readonly site: Site | undefined }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown' };

/** The value of an option with where it was written; definitions under an unknown condition make it unknown. */
export function answer(options: Options, path: readonly string[]): Answer {
  const definitions = options.definitions(path);
  const value = options.lookup(path);
  if (definitions.length === 0) return undefinedAnswer(value, options.open);
  if (!isKnown(value) || definitions.some(({ condition }) => condition === 'unknown')) return { kind: 'unknown' };
  return { kind: 'known', value, site: siteOf(definitions) };
}

/** Where nobody in sight defines the option: its default, if that is known. */
function undefinedAnswer(value: Value, open: boolean): Answer {
  const isBare = value.kind === 'attrs' && value.entries.size === 0 && value.rest?.byDefault === true;
  if (isKnown(value) && !isBare) return { kind: 'known', value, site: value.site };
  return !open && (isBare || isDefault(value)) ? { kind: 'unset' } : { kind: 'unknown' };
}

function isKnown(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'failure';
}

function isDefault(value: Value): boolean {
  return value.kind === 'unknown' && value.byDefault === true;
}

function siteOf(definitions: readonly Definition[]): Site | undefined {
  const best = Math.min(...definitions.map(({ priority }) => priority));
  const chosen = definitions.find(({ priority }) => priority === best);
  return chosen?.nameSite ?? chosen?.valueSite;
}

/** Whether a switch is on: undefined where that is not known. Unset counts as off. */
export function isOn(model: Model, path: readonly string[]): boolean | undefined {
  const found = answer(model.configuration, path);
  if (found.kind === 'unset') return false;
  return found.kind === 'known' && found.value.kind === 'boolean' ? found.value.value : undefined;
}

/** Whether somebody may have defined the option or something in it. */
export function isDefined(model: Model, path: readonly string[]): boolean {
  return model.configuration.definitions(path).length > 0 || answer(model.configuration, path).kind === 'unknown';
}

/** The text of a string or path option; undefined where it is unset, unknown or something else. */
export function textAt(model: Model, path: readonly string[]): string | undefined {
  const found = answer(model.configuration, path);
  return found.kind === 'known' ? textOf(found.value) : undefined;
}

/** The text of a string or path. */
export function textOf(value: Value): string | undefined {
  if (value.kind === 'string') return value.text;
  return value.kind === 'path' ? value.path : undefined;
}

/** The texts of a list of strings or paths with their sites; undefined where the list or an item of it is unknown. */
export function textsOf(
  value: Value,
): readonly { readonly text: string; readonly site: Site | undefined }[] | undefined {
  if (value.kind !== 'list') return undefined;
  const texts: { text: string; site: Site | undefined }[] = [];
  for (const item of value.items) {
    // Others may add to a list whose option is not declared here; nobody in sight does.
    if (item.kind === 'gap' && item.unknown.byDefault === true) continue;
    const text = item.kind === 'item' && !item.maybe ? textOf(item.thunk.force()) : undefined;
    if (text === undefined) return undefined;
    texts.push({ text, site: item.kind === 'item' ? item.site : undefined });
  }
  return texts;
}

/** The names that are certainly in a set, with where they were written; there may be others out of sight. */
export function namesIn(value: Value): ReadonlyMap<string, Site | undefined> {
  const names = new Map<string, Site | undefined>();
  if (value.kind !== 'attrs') return names;
  for (const [name, attr] of value.entries) if (!attr.maybe) names.set(name, attr.site);
  return names;
}

/** An attribute of a set. */
export function attribute(set: AttrsValue, name: string): Value | undefined {
  return set.entries.get(name)?.thunk.force();
}
