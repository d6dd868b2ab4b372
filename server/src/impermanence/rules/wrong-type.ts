import type { Site } from '../../nix/eval/value.ts';
import type { FailureNote } from '../../nix/modules/configuration.ts';
import { quoteValue, wrapInList } from '../fixes/retype.ts';
import type { Model } from '../model/model.ts';
import { attribute } from './options.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import { definitionsIn, usersIn } from './storeOptions.ts';
import { storeSets } from './storeSets.ts';
import page from './wrong-type.md';

/** A value of a type that the option does not take. */
export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  title: 'A value of the wrong type',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    askForParents(model);
    for (const { site, message, path } of typeFailures(model)) {
      if (!site || path.at(-1) === 'persistentStoragePath') continue;
      yield { message: firstLine(message), at: { site }, fixes: fixes(site, message, context) };
    }
    for (const { site, path } of pathItems(model)) {
      yield {
        message: `${path} is a path without quotes, which is imported as a module here: “opening file '${path}/default.nix': No such file or directory”. An entry is a string.`,
        at: { site },
        fixes: [{ title: 'Put it in quotes', preferred: true, edits: () => quoteValue(context, site) }],
      };
    }
  },
};

/** Looks at what files say of their folders, which nothing else asks for: a value is told to be wrong when it is looked at. */
function askForParents(model: Model): void {
  for (const { kind, value, origin } of storeSets(model)) {
    if (kind !== 'file' || origin.definitions(['parentDirectory']).length === 0) continue;
    const parent = attribute(value, 'parentDirectory');
    if (parent?.kind === 'attrs') for (const field of ['user', 'group', 'mode']) attribute(parent, field);
  }
}

/** Items of the lists of entries that are paths of Nix. */
function* pathItems(model: Model): Iterable<{ readonly site: Site; readonly path: string }> {
  for (const store of model.stores) {
    const holders = [[], ...usersIn(model, store).map((user) => ['users', user])];
    for (const option of holders.flatMap((holder) => [
      [...holder, 'directories'],
      [...holder, 'files'],
    ])) {
      for (const definition of definitionsIn(model, store, ...option)) {
        const list = definition.value.force();
        for (const item of list.kind === 'list' ? list.items : []) {
          const value = item.kind === 'item' ? item.thunk.force() : undefined;
          const site = item.kind === 'item' ? (item.site ?? value?.site) : undefined;
          if (value?.kind === 'path' && site) yield { site, path: value.path };
        }
      }
    }
  }
}

/** What stands in the way of entries: in the options of the module, and in options of the configuration's own that were asked for. */
function* typeFailures(model: Model): Iterable<FailureNote> {
  for (const note of model.configuration.failures) {
    if (note.cause === 'type' && (note.own || concerns(note.path, 'environment'))) yield note;
  }
  for (const home of model.configuration.homes().values()) {
    for (const note of home.failures) {
      if (note.cause === 'type' && (note.own || concerns(note.path, 'home'))) yield note;
    }
  }
}

function concerns(path: readonly string[], scope: 'environment' | 'home'): boolean {
  return path[0] === scope && path[1] === 'persistence';
}

function quoteFix(site: Site, message: string, context: RuleContext): readonly Fix[] {
  const edits = /is not of type .*(string|path)/.test(message) ? quoteValue(context, site) : undefined;
  return edits === undefined ? [] : [{ title: 'Put it in quotes', preferred: true, edits: () => edits }];
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ Definition values:.*$/, '') ?? message;
}

function fixes(site: Site, message: string, context: RuleContext): readonly Fix[] {
  const wantsList = /is not of type .list of/.test(message);
  return wantsList
    ? [{ title: 'Put it into a list', preferred: true, edits: () => wrapInList(context, site) }]
    : quoteFix(site, message, context);
}
