import type { Site } from '../../nix/eval/value.ts';
import type { FailureNote } from '../../nix/modules/configuration.ts';
import { quoteValue, wrapInList } from '../fixes/retype.ts';
import type { Model } from '../model/model.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
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
    for (const { site, message, path } of typeFailures(model)) {
      if (!site || path.at(-1) === 'persistentStoragePath') continue;
      yield { message: firstLine(message), at: { site }, fixes: fixes(site, message, context) };
    }
  },
};

function* typeFailures(model: Model): Iterable<FailureNote> {
  for (const note of model.configuration.failures) {
    if (note.cause === 'type' && concerns(note.path, 'environment')) yield note;
  }
  for (const home of model.configuration.homes().values()) {
    for (const note of home.failures) if (note.cause === 'type' && concerns(note.path, 'home')) yield note;
  }
}

function concerns(path: readonly string[], scope: 'environment' | 'home'): boolean {
  return path[0] === scope && path[1] === 'persistence';
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ Definition values:.*$/, '') ?? message;
}

function fixes(site: Site, message: string, context: RuleContext): readonly Fix[] {
  const wantsList = /is not of type .list of/.test(message);
  return wantsList
    ? [{ title: 'Put it into a list', preferred: true, edits: () => wrapInList(context, site) }]
    : [{ title: 'Put it in quotes', preferred: true, edits: () => quoteValue(context, site) }];
}
