import type { Site, Value } from '../../nix/eval/value.ts';
import { compareReleases } from '../knowledge/releases.ts';
import { type Condition, type StateFact, type StatePath, stateFacts, type Trigger } from '../knowledge/state/index.ts';
import type { Model } from '../model/model.ts';
import { concatPaths, isAtOrBelow } from '../model/paths.ts';
import { hasDynamicUser } from './hasDynamicUser.ts';
import { answer, namesIn, textOf, textsOf } from './options.ts';

/** A service of the host whose state is known, with its paths as they are for it. */
export interface UsedState {
  readonly fact: StateFact;
  readonly paths: readonly StatePath[];
  /** The option that turns it on, dotted. */
  readonly option: string;
  /** Where it is turned on. */
  readonly site: Site;
}

/** The services of the system that are certainly on; of those whose state an option moves to an unknown place none. */
export function usedState(model: Model): readonly UsedState[] {
  return stateFacts.flatMap((fact) => {
    if (fact.scope !== 'system') return [];
    return fact.neededBy.flatMap((trigger) => usesOf(model, fact, trigger)).slice(0, instances(fact));
  });
}

/** The options of all triggers, in parts. */
const switchPaths: ReadonlyMap<string, readonly string[]> = new Map(
  stateFacts
    .flatMap(({ neededBy }) => neededBy.flatMap((trigger) => (trigger.kind === 'always' ? [] : trigger.option)))
    .map((option) => [option, option.split('.')]),
);

/** A service that several options turn on counts once, one with a name in its option as often as it has names. */
function instances({ paths }: StateFact): number {
  return paths.some(({ path }) => path.includes('<name>')) ? Number.POSITIVE_INFINITY : 1;
}

function usesOf(model: Model, fact: StateFact, trigger: Trigger): readonly UsedState[] {
  if (trigger.kind === 'always') return [];
  return switchesOf(model, switchPaths.get(trigger.option) ?? []).flatMap(({ option, name }) => {
    if (!mayMatter(model, trigger.onlyWith, name)) return [];
    const site = trigger.kind === 'enabled' ? turnedOn(model, option) : filled(model, option);
    const paths = site && placesOf(model, fact, name)?.flatMap((place) => ofOwnUser(model, place, option) ?? []);
    return site && paths ? [{ fact, paths, option: option.join('.'), site }] : [];
  });
}

/** Whether the option that a trigger depends on besides has the value it takes, as far as that is known. */
function mayMatter(model: Model, condition: Condition | undefined, name: string | undefined): boolean {
  if (condition === undefined) return true;
  const found = answer(model.configuration, optionPath(condition.option, name));
  if (found.kind === 'unset') return condition.byDefault;
  if (found.kind !== 'known') return false;
  const text = found.value.kind === 'boolean' ? String(found.value.value) : textOf(found.value);
  return text === condition.value;
}

/** A dotted option with the name that the switch has in the place of `<name>`. */
function optionPath(option: string, name: string | undefined): readonly string[] {
  return option.split('.').map((part) => (part === '<name>' && name !== undefined ? name : part));
}

/** The option with every name that stands for `<name>`. */
function switchesOf(
  model: Model,
  option: readonly string[],
): readonly { readonly option: readonly string[]; readonly name?: string }[] {
  const at = option.indexOf('<name>');
  if (at < 0) return [{ option }];
  const names = namesIn(model.configuration.lookup(option.slice(0, at)));
  return [...names.keys()].map((name) => ({ option: option.map((part, index) => (index === at ? name : part)), name }));
}

function turnedOn(model: Model, option: readonly string[]): Site | undefined {
  const found = answer(model.configuration, option);
  return found.kind === 'known' && found.value.kind === 'boolean' && found.value.value ? found.site : undefined;
}

function filled(model: Model, option: readonly string[]): Site | undefined {
  const value = model.configuration.lookup(option);
  for (const site of namesIn(value).values()) if (site) return site;
  return value.kind === 'list' && value.items.some((item) => item.kind === 'item' && !item.maybe)
    ? value.site
    : undefined;
}

/** The paths of the state as they are with the `system.stateVersion` of the host; undefined where that decides and is not known. */
function pathsOf(model: Model, { paths, earlier }: StateFact): readonly StatePath[] | undefined {
  if (earlier === undefined) return paths;
  const version = model.releases.stateVersion?.value;
  if (version === undefined) return undefined;
  if (compareReleases(version, earlier.before) >= 0) return paths;
  return paths.map((place, index) => (index === 0 ? at(place, earlier.path) : place));
}

function at(place: StatePath, path: string): StatePath {
  if (place.wrongPath === undefined) return { ...place, path };
  return { ...place, path, wrongPath: path.replace('/var/lib/private/', '/var/lib/') };
}

function placesOf(model: Model, fact: StateFact, name: string | undefined): readonly StatePath[] | undefined {
  if (fact.unknownWith?.some((option) => mayBeSet(model, option))) return undefined;
  const paths = pathsOf(model, fact)?.map((path) => (name === undefined ? path : named(path, name)));
  if (paths === undefined) return undefined;
  for (const option of fact.movedBy) {
    const found = answer(model.configuration, optionPath(option, name));
    // A known value that nobody wrote is the default, which the paths are for.
    if (found.kind === 'unset' || (found.kind === 'known' && found.site === undefined)) continue;
    const moved = found.kind === 'known' ? placeIn(found.value) : undefined;
    // Arguments of a command that name no path move nothing.
    if (moved?.startsWith('-') && !/(^|[\s='"])\//.test(moved)) continue;
    const [first, ...others] = paths;
    if (!moved?.startsWith('/') || !first) return undefined;
    if (moved === first.path) return paths;
    // The default, written out, or something in it; for dynamic users by the link that systemd makes to where the state is.
    if (isAtOrBelow(moved, first.wrongPath ?? first.path)) continue;
    // Which owner and mode a dynamic user needs elsewhere nobody says.
    const place = first.wrongPath === undefined ? first : { kind: first.kind };
    return [{ ...place, path: moved }, ...others];
  }
  return paths;
}

/** The path or the arguments that an option gives: arguments as one line. Of several paths none is the one. */
function placeIn(value: Value): string | undefined {
  const texts = textsOf(value)?.map(({ text }) => text);
  const text =
    texts === undefined
      ? textOf(value)
      : texts.every((each) => each.startsWith('-'))
        ? texts.join(' ')
        : texts.length === 1
          ? texts[0]
          : undefined;
  return text?.startsWith('/') ? concatPaths(text) : text;
}

/** Whether somebody gave the option a value, or somebody out of sight could have. */
function mayBeSet(model: Model, option: string): boolean {
  const found = answer(model.configuration, option.split('.'));
  return (
    found.kind === 'unknown' || (found.kind === 'known' && found.site !== undefined && found.value.kind !== 'null')
  );
}

/**
 * The place with the user and group that `services.<x>.user` and `.group` give the service; a dynamic user becomes one that
 * stays by it. Undefined where it is not known who that is.
 */
function ofOwnUser(model: Model, place: StatePath, option: readonly string[]): StatePath | undefined {
  const [user, group] = ['user', 'group'].map((field) => writtenName(model, [...option.slice(0, -1), field]));
  if (place.wrongPath !== undefined) {
    const dynamic = hasDynamicUser(model, [option.at(-2) ?? '', place.wrongPath.slice('/var/lib/'.length)]);
    if (dynamic === false) return { kind: place.kind, path: place.wrongPath };
    if (dynamic === undefined) return undefined;
    if (user === undefined) return place;
    return user === 'unknown' ? undefined : { kind: place.kind, path: place.wrongPath };
  }
  if (place.user === undefined || (user === undefined && group === undefined)) return place;
  const { user: usual, group: usualGroup, ...rest } = place;
  return {
    ...rest,
    ...given('user', user ?? usual),
    ...given('group', group ?? (user === undefined ? usualGroup : undefined)),
  };
}

/** What an option for a name is set to by somebody; "unknown" where that cannot be told. */
function writtenName(model: Model, path: readonly string[]): string | undefined {
  const definitions = model.configuration.definitions(path);
  if (definitions.length === 0) return undefined;
  const found = answer(model.configuration, path);
  if (found.kind !== 'known') return 'unknown';
  return found.value.kind === 'null' ? undefined : (textOf(found.value) ?? 'unknown');
}

function given(field: 'user' | 'group', name: string | undefined): { readonly [field: string]: string } {
  return name === undefined || name === 'unknown' ? {} : { [field]: name };
}

/** A server may have the empty name: then nothing is hung on (nixpkgs, services/databases/redis.nix, `redisName`). */
function named(place: StatePath, name: string): StatePath {
  const fill = (text: string | undefined) => text?.replaceAll(name === '' ? '-<name>' : '<name>', name);
  return { ...place, path: fill(place.path) ?? place.path, user: fill(place.user), group: fill(place.group) };
}

/** Whether nothing turns the service on, and nothing out of sight could; undefined where that is not known. */
export function isUnused(model: Model, fact: StateFact, implicit: ReadonlySet<string>): boolean {
  return fact.neededBy.every((trigger) => {
    if (trigger.kind === 'always') return false;
    if (implicit.has(trigger.option)) return isTurnedOff(model, trigger.option.split('.'));
    return switchesOf(model, trigger.option.split('.')).every(({ option }) => {
      const found = answer(model.configuration, option);
      return found.kind === 'unset' || (found.kind === 'known' && isEmpty(found.value));
    });
  });
}

/** Whether somebody turned it off, and more strongly than by a default that another module may outdo. */
function isTurnedOff(model: Model, option: readonly string[]): boolean {
  const priority = Math.min(...model.configuration.definitions(option).map((definition) => definition.priority));
  const found = answer(model.configuration, option);
  return priority <= 100 && found.kind === 'known' && found.value.kind === 'boolean' && !found.value.value;
}

function isEmpty(value: ReturnType<Model['configuration']['lookup']>): boolean {
  if (value.kind === 'boolean') return !value.value;
  if (value.kind === 'list') return value.items.length === 0;
  return value.kind === 'attrs' && value.entries.size === 0 && value.rest === undefined;
}
