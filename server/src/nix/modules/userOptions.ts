import type { Value } from '../eval/value.ts';
import type { NativeModule, Self } from './declare.ts';
import {
  attrs,
  bool,
  declareOptions,
  elsewhere,
  int,
  list,
  mkDefault,
  mkIf,
  mkMerge,
  nothing,
  option,
  text,
} from './declare.ts';
import { types } from './nativeTypes.ts';

const nullableText = types.nullOr(types.str);

/** `users.users.<name>` after nixos/modules/config/users-groups.nix. */
const user = types.submodule({
  options: declareOptions(
    option('enable', types.bool, { default: bool(true) }),
    option('name', { name: 'passwdEntry' }),
    option('description', { name: 'passwdEntry' }, { default: text('') }),
    option('uid', types.nullOr(types.int), { default: nothing }),
    option('isSystemUser', types.bool, { default: bool(false) }),
    option('isNormalUser', types.bool, { default: bool(false) }),
    option('group', types.str, { default: text('') }),
    option('extraGroups', types.listOf(types.str), { default: list() }),
    option('home', types.path, { default: text('/var/empty') }),
    option('homeMode', types.str, { default: text('700') }),
    option('createHome', types.bool, { default: bool(false) }),
    option('useDefaultShell', types.bool, { default: bool(false) }),
    option('hashedPassword', nullableText, { default: nothing }),
    option('password', nullableText, { default: nothing }),
    option('passwordFile', nullableText, { default: nothing }),
    option('hashedPasswordFile', nullableText, { default: (self) => self.get('passwordFile') }),
    option('initialHashedPassword', nullableText, { default: nothing }),
    option('initialPassword', nullableText, { default: nothing }),
    option('packages', types.listOf(types.package), { default: list() }),
    option('openssh.authorizedKeys.keys', types.listOf(types.str), { default: list() }),
    option('openssh.authorizedKeys.keyFiles', types.listOf(types.path), { default: list() }),
    option('cryptHomeLuks', nullableText, { default: nothing }),
    option('linger', types.shape, { default: nothing }),
    option('autoSubUidGidRange', types.bool, { default: bool(false) }),
    option('subUidRanges', types.listOf(types.shape), { default: list() }),
    option('subGidRanges', types.listOf(types.shape), { default: list() }),
  ),
  freeform: types.lazyAttrsOf(types.shape),
  rest: elsewhere('the default of NixOS for this is not known'),
  config: (self) =>
    mkMerge(
      attrs({ name: mkDefault(text(self.name)) }),
      mkIf(
        () => self.get('isNormalUser'),
        attrs({
          group: mkDefault(text('users')),
          createHome: mkDefault(bool(true)),
          home: mkDefault({ force: () => defaultHome(self) }),
          homeMode: mkDefault(text('700')),
          useDefaultShell: mkDefault(bool(true)),
          isSystemUser: mkDefault(bool(false)),
        }),
      ),
    ),
});

function defaultHome(self: Self): Value {
  const base = self.outer('users', 'defaultUserHome');
  const name = self.get('name');
  if (base.kind !== 'string') return base;
  return name.kind === 'string' ? text(`${base.text}/${name.text}`) : name;
}

const group = types.submodule({
  options: declareOptions(
    option('name', { name: 'passwdEntry' }),
    option('gid', types.nullOr(types.int), { default: nothing }),
    option('members', types.listOf(types.str), { default: list() }),
  ),
  freeform: types.lazyAttrsOf(types.shape),
  rest: elsewhere('the default of NixOS for this is not known'),
  config: (self) => attrs({ name: mkDefault(text(self.name)) }),
});

/** Groups that NixOS itself declares, with their ids (nixos/modules/misc/ids.nix). */
const fixedGroups: Readonly<Record<string, number>> = {
  root: 0,
  wheel: 1,
  kmem: 2,
  tty: 3,
  disk: 6,
  uucp: 14,
  lp: 20,
  cdrom: 24,
  tape: 25,
  audio: 17,
  video: 26,
  dialout: 27,
  floppy: 18,
  utmp: 29,
  adm: 55,
  input: 174,
  users: 100,
  nixbld: 30000,
  kvm: 302,
  render: 303,
  sgx: 304,
  shadow: 318,
  nogroup: 65534,
};

/** The options about users and groups. */
export const userOptions = [
  option('users.mutableUsers', types.bool, { default: bool(true) }),
  option('users.defaultUserHome', types.str, { default: text('/home') }),
  option('users.enforceIdUniqueness', types.bool, { default: bool(true) }),
  option('users.users', types.attrsOf(user), {
    default: attrs({}),
    more: elsewhere('the users that modules of NixOS declare are not known'),
  }),
  option('users.groups', types.attrsOf(group), {
    default: attrs({}),
    more: elsewhere('the groups that modules of NixOS declare are not known'),
  }),
  option('services.userborn.enable', types.bool, { default: bool(false) }),
  option('services.homed.enable', types.bool, { default: bool(false) }),
  option('systemd.sysusers.enable', types.bool, { default: bool(false) }),
];

/** What NixOS declares by itself: root, and the groups with fixed ids. */
export const fixedUsers: NativeModule = {
  config: () =>
    attrs({
      users: attrs({
        users: attrs({
          root: attrs({
            uid: int(0),
            description: text('System administrator'),
            home: text('/root'),
            group: text('root'),
          }),
        }),
        groups: attrs(
          Object.fromEntries(Object.entries(fixedGroups).map(([name, gid]) => [name, attrs({ gid: int(gid) })])),
        ),
      }),
    }),
};
