import type { AttrsValue, Value } from '../../nix/eval/value.ts';
import { lasts } from '../model/lasts.ts';
import type { Model, User } from '../model/model.ts';
import { isRootWiped } from './mounts.ts';
import { answer, attribute, isDefined, isOn } from './options.ts';
import page from './password-lost.md';
import type { Rule } from './rule.ts';

/** /etc/shadow is on the wiped root: passwords set with passwd are gone, and without any nobody can log in. */
export const passwordLost: Rule = {
  id: 'password-lost',
  severity: 'warning',
  title: 'Nobody can log in after a boot',
  page,
  source: '#120',
  category: 'loss',
  repair: 'none',
  *checkHost(model) {
    if (model.open || !isRootWiped(model) || keepsUsersOtherwise(model)) return;
    const users = model.configuration.lookup(['users', 'users']);
    const login = model.users.filter(({ isNormalUser, site }) => isNormalUser === true && site);
    const [first] = login;
    if (users.kind !== 'attrs' || !first?.site) return;
    // Somebody of whom it is not known may be the one who can log in.
    if (model.users.some(({ isNormalUser, site }) => isNormalUser === undefined && site)) return;
    const states = [...login.map((user) => access(users, user)), access(users, { name: 'root' })];
    if (states.some((state) => state === 'kept' || state === 'unknown')) return;
    const initial = states.includes('initial');
    yield {
      message: initial
        ? `A password changed with passwd is gone after a boot, because /etc/shadow is: ${first.name} has the initial one again. Set hashedPasswordFile to a file in the storage to keep one.`
        : `No user has a declared password or SSH key, and one set with passwd is gone after a boot with /etc/shadow: nobody can log in then. Set hashedPasswordFile to a file in the storage.`,
      ...(initial ? { severity: 'info' as const } : {}),
      at: { site: first.site },
    };
  },
};

type Access = 'kept' | 'initial' | 'none' | 'unknown';

function access(users: AttrsValue, { name }: Pick<User, 'name'>): Access {
  const user = attribute(users, name);
  if (user === undefined) return 'none';
  if (user.kind !== 'attrs') return 'unknown';
  const states = [
    ...['hashedPassword', 'hashedPasswordFile', 'passwordFile', 'password'].map((field) =>
      given(attribute(user, field), 'kept'),
    ),
    ...['initialPassword', 'initialHashedPassword'].map((field) => given(attribute(user, field), 'initial')),
    keys(user),
  ];
  return (['kept', 'unknown', 'initial'] as const).find((state) => states.includes(state)) ?? 'none';
}

function given(value: Value | undefined, state: Access): Access {
  if (value === undefined || value.kind === 'null') return 'none';
  return value.kind === 'string' || value.kind === 'path' ? state : 'unknown';
}

function keys(user: AttrsValue): Access {
  const ssh = attribute(user, 'openssh');
  const authorized = ssh?.kind === 'attrs' ? attribute(ssh, 'authorizedKeys') : undefined;
  if (authorized?.kind !== 'attrs') return ssh === undefined || ssh.kind === 'attrs' ? 'none' : 'unknown';
  const lists = ['keys', 'keyFiles'].flatMap((field) => attribute(authorized, field) ?? []);
  return lists.some((list) => list.kind !== 'list' || list.items.length > 0) ? 'kept' : 'none';
}

/** A user database that is kept, or a login that needs none. */
function keepsUsersOtherwise(model: Model): boolean {
  const mutable = answer(model.configuration, ['users', 'mutableUsers']);
  if (mutable.kind === 'unknown' || (mutable.kind === 'known' && !isTrue(mutable.value))) return true;
  if (lasts(model, '/etc/shadow') !== false) return true;
  return (
    isOn(model, ['services', 'userborn', 'enable']) !== false ||
    isOn(model, ['services', 'homed', 'enable']) !== false ||
    isOn(model, ['users', 'ldap', 'enable']) !== false ||
    isDefined(model, ['services', 'sssd']) ||
    isDefined(model, ['services', 'kanidm']) ||
    isDefined(model, ['services', 'openssh', 'authorizedKeysFiles']) ||
    isDefined(model, ['services', 'openssh', 'authorizedKeysCommand']) ||
    isDefined(model, ['services', 'getty', 'autologinUser']) ||
    isOn(model, ['services', 'displayManager', 'autoLogin', 'enable']) !== false ||
    isOn(model, ['services', 'xserver', 'displayManager', 'autoLogin', 'enable']) !== false
  );
}

function isTrue(value: Value): boolean {
  return value.kind === 'boolean' && value.value;
}
