import type { Value } from '../../nix/eval/value.ts';
import type { Self } from '../../nix/modules/declare.ts';
import { nothing, text } from '../../nix/modules/declare.ts';
import { attribute, textOf } from './defaults.ts';
import type { Owner } from './inherit.ts';

/**
 * What entries of a user get: the home and the group of the user in `users.users`. A user that is not declared there is
 * taken for a normal one: home /home/NAME, group users; root has /root and root. (Real Nix does not evaluate then where
 * nothing else declares the user; the rule undeclared-user says so.)
 */
export function ownerOf(user: string, users: Value): Owner {
  const declared = users.kind === 'attrs' ? users.entries.get(user)?.thunk.force() : undefined;
  const undeclared = users.kind === 'attrs' && users.rest === undefined ? undefined : undeclaredGroup(users);
  return {
    user: text(user),
    group: declaredField(declared, 'group') ?? (user === 'root' ? text('root') : (undeclared ?? text('users'))),
    home: declaredField(declared, 'home') ?? text(defaultHome(user)),
  };
}

/**
 * The group that the system gives an entry of Home Manager that names an owner and no group: that of the owner in
 * `users.users`. The user whose home it is counts as declared; for another one who is not, real Nix has no group either.
 */
export function groupOfOwner(owner: string, homeOf: string | undefined, users: Value): Value {
  const declared = users.kind !== 'attrs' || users.rest !== undefined || users.entries.has(owner);
  if (declared || owner === homeOf || owner === 'root') return ownerOf(owner, users).group;
  return { kind: 'unknown', reason: `its owner is ${owner}, and no module in reach declares users.users.${owner}` };
}

/** Where the home of a user lies who says nothing else. */
export function defaultHome(user: string): string {
  return user === 'root' ? '/root' : `/home/${user}`;
}

/**
 * What entries of `home.persistence` get: `home.username`, no group (the system fills it in), `home.homeDirectory`.
 * In a module that nothing surrounds the home is `~`.
 */
export function homeManagerOwner(self: Pick<Self, 'get'>): Owner {
  const user = self.get('home', 'username');
  const directory = self.get('home', 'homeDirectory');
  const name = textOf(user);
  if (directory.kind !== 'failure') return { user, group: nothing, home: directory };
  return { user, group: nothing, home: text(name === undefined ? '~' : defaultHome(name)) };
}

function declaredField(user: Value | undefined, name: string): Value | undefined {
  if (user === undefined) return undefined;
  const value = attribute(user, name);
  return value?.kind === 'failure' && value.cause === 'missing-attribute' ? undefined : value;
}

/** With users declared out of sight, an undeclared one may have any group. */
function undeclaredGroup(users: Value): Value {
  if (users.kind === 'attrs' && users.rest !== undefined) return users.rest;
  return users.kind === 'unknown' ? users : { kind: 'unknown', reason: 'the users of the host are not known' };
}
