import type { AttrsValue, Value } from '../../nix/eval/value.ts';
import type { Configuration } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Group, User } from './model.ts';
import { defaultHome, ownerOf } from './owners.ts';
import { type Doubts, doubt, presence } from './partial.ts';

/**
 * The users of a host: those that `users.users` declares, in its order, then those that are only mentioned (with
 * entries or a Home Manager configuration), with the home such a user has. Without a system only the latter.
 */
export function buildUsers(
  configuration: Configuration | undefined,
  mentioned: Iterable<string>,
  doubts: Doubts,
): readonly User[] {
  const users = configuration?.lookup(['users', 'users']) ?? noUsers;
  if (users.kind !== 'attrs') doubt(doubts, 'users.users', users);
  else if (users.rest !== undefined) doubts.add('users.users.<name>', users.rest.reason, users.rest.site);
  const declared = users.kind === 'attrs' ? declaredUsers(users) : [];
  const names = new Set(declared.map(({ name }) => name));
  const others = [...new Set(mentioned)].filter((name) => !names.has(name));
  return [...declared, ...others.map((name) => mentionedUser(name, users))];
}

const noUsers: Value = { kind: 'attrs', entries: new Map() };

/** The groups that `users.groups` declares. */
export function buildGroups(configuration: Configuration): readonly Group[] {
  const groups = configuration.lookup(['users', 'groups']);
  if (groups.kind !== 'attrs') return [];
  return [...groups.entries].map(([name, attr]) => ({
    name,
    gid: idOf(attribute(attr.thunk.force(), 'gid')),
    site: attr.site,
  }));
}

function declaredUsers(users: AttrsValue): User[] {
  return [...users.entries].map(([name, attr]) => {
    const user = attr.thunk.force();
    const normal = attribute(user, 'isNormalUser');
    return {
      name,
      home: textOf(attribute(user, 'home')),
      group: textOf(attribute(user, 'group')),
      uid: idOf(attribute(user, 'uid')),
      isNormalUser: normal?.kind === 'boolean' ? normal.value : undefined,
      site: attr.site,
      condition: presence(attr),
    };
  });
}

function mentionedUser(name: string, users: Value): User {
  const owner = ownerOf(name, users);
  return {
    name,
    home: textOf(owner.home) ?? defaultHome(name),
    group: textOf(owner.group),
    uid: undefined,
    isNormalUser: undefined,
    site: undefined,
    condition: 'yes',
  };
}

function idOf(value: Value | undefined): number | null | undefined {
  if (value?.kind === 'integer') return Number(value.value);
  return value?.kind === 'null' ? null : undefined;
}
