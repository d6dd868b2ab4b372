import type { Site } from '../../nix/eval/value.ts';
import { replaceText } from '../fixes/strings.ts';
import { textAt } from '../fixes/text.ts';
import { isPlaceholderUser, placeholderUsers } from '../knowledge/placeholders.ts';
import type { Model } from '../model/model.ts';
import { namesIn } from './options.ts';
import page from './placeholder-user.md';
import { placeholdersIn } from './placeholderText.ts';
import type { Fix, Problem, Rule, RuleContext } from './rule.ts';
import { definitionsIn, usersIn } from './storeOptions.ts';

/** The wiki's `<username>`, `$USERNAME` and `/home/username`, left as they are. */
export const placeholderUser: Rule = {
  id: 'placeholder-user',
  severity: 'error',
  title: 'A user name that was never filled in',
  page,
  source: 'W',
  category: 'layout',
  repair: 'offered',
  *checkFile(path, context) {
    const content = context.sources.at(path);
    for (const { span, text } of content?.kind === 'file' ? context.once(content.file, placeholdersIn) : []) {
      yield { message: messageFor(text), at: { file: path, span } };
    }
  },
  *checkHost(model, context) {
    const users = declaredUsers(model);
    for (const file of model.files) yield* chooseUser(file, users, context);
    if (model.open) return;
    for (const [site, name] of namedPlaceholders(model, users)) {
      // `<username>` was found in the text already.
      if (textAt(context, site)?.startsWith('<') !== false) continue;
      yield {
        message: messageFor(name),
        at: { site },
        fixes: users.map((user) => replacement(user, () => replaceText(context, site, name, user))),
      };
    }
  },
};

function messageFor(text: string): string {
  return `${text} stands for the name of your user in the example and has to be replaced by it.`;
}

function replacement(user: string, edits: Fix['edits']): Fix {
  return { title: `Write ${user}`, edits };
}

/** The same problem as that of the text, with the users of the host to choose from. */
function* chooseUser(file: string, users: readonly string[], context: RuleContext): Iterable<Problem> {
  const content = users.length === 0 ? undefined : context.sources.at(file);
  for (const { span, text } of content?.kind === 'file' ? context.once(content.file, placeholdersIn) : []) {
    yield {
      message: messageFor(text),
      at: { file, span },
      fixes: users.map((user) => replacement(user, () => [{ file, span, text: user }])),
    };
  }
}

function declaredUsers(model: Model): readonly string[] {
  const users = model.users.filter(({ isNormalUser, site, name }) => site && isNormalUser !== false && name !== 'root');
  return users.map(({ name }) => name).filter((name) => !isPlaceholderUser(name));
}

/** Places that name a user, or the home of one, who is called like in the example and is not declared. */
function* namedPlaceholders(model: Model, users: readonly string[]): Iterable<readonly [Site, string]> {
  const isMeant = (name: string) =>
    placeholderUsers.has(name) && !users.includes(name) && !model.users.some((user) => user.name === name && user.site);
  for (const { mountPoint, site } of model.mounts) {
    const name = /^\/home\/([^/]+)/.exec(mountPoint)?.[1];
    if (site && name !== undefined && isMeant(name)) yield [site, name];
  }
  for (const { path, origin, site, pathSite } of model.entries) {
    const name = origin.kind === 'system' ? /^\/home\/([^/]+)\//.exec(path)?.[1] : undefined;
    const at = pathSite ?? site;
    if (at && name !== undefined && isMeant(name)) yield [at, name];
  }
  for (const [name, site] of namesIn(model.configuration.lookup(['home-manager', 'users']))) {
    if (site && isMeant(name)) yield [site, name];
  }
  for (const store of model.stores) {
    for (const user of usersIn(model, store)) {
      const site = definitionsIn(model, store, 'users', user)[0]?.nameSite;
      if (site && isMeant(user)) yield [site, user];
    }
  }
}
