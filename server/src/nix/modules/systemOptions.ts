import type { Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { DeclaredOption, Self } from './declare.ts';
import { attrs, bool, declareOptions, elsewhere, int, list, nothing, option, text } from './declare.ts';
import { types } from './nativeTypes.ts';

const ofNixos = (what: string) => elsewhere(`the ${what} that modules of NixOS declare are not known`);
const lines = (path: string) => option(path, types.lines, { default: text('') });
const flag = (path: string, value = false) => option(path, types.bool, { default: bool(value) });
const nullableText = types.nullOr(types.str);

const initrdUnit = types.submodule({
  options: declareOptions(
    flag('enable', true),
    lines('script'),
    ...['wantedBy', 'requiredBy', 'before', 'after', 'requires', 'wants', 'bindsTo', 'partOf', 'conflicts'].map(
      (name) => option(name, types.listOf(types.str), { default: list() }),
    ),
    option('serviceConfig', types.attrsOf(types.shape), { default: attrs({}) }),
    option('unitConfig', types.attrsOf(types.shape), { default: attrs({}) }),
  ),
  freeform: types.lazyAttrsOf(types.shape),
  rest: elsewhere('the default of this option is not known'),
});

/** Boot: the initrd's scripts and units, and the boot loader (nixos/modules/system/boot). */
export const bootOptions: readonly DeclaredOption[] = [
  ...['preDevice', 'postDevice', 'postResume', 'postMount', 'preLVM', 'preFail'].map((name) =>
    lines(`boot.initrd.${name}Commands`),
  ),
  option('boot.initrd.systemd.enable', types.bool, {
    default: unknown('whether the initrd uses systemd by default depends on the release of nixpkgs'),
  }),
  option('boot.initrd.systemd.services', types.attrsOf(initrdUnit), { default: attrs({}), more: ofNixos('units') }),
  option('boot.initrd.systemd.storePaths', types.listOf(types.shape), { default: list() }),
  flag('boot.isContainer'),
  flag('boot.loader.systemd-boot.enable'),
  flag('boot.loader.efi.canTouchEfiVariables'),
  option('boot.loader.efi.efiSysMountPoint', types.str, { default: text('/boot') }),
  option('boot.loader.grub.enable', types.bool, { default: (self) => negated(self.get('boot', 'isContainer')) }),
  flag('boot.loader.grub.efiSupport'),
  option('boot.loader.grub.device', types.str, { default: text('') }),
  option('boot.loader.grub.devices', types.listOf(types.str), { default: list() }),
  option('boot.loader.grub.mirroredBoots', types.listOf(types.shape), { default: list() }),
  flag('boot.loader.generic-extlinux-compatible.enable'),
  flag('boot.loader.external.enable'),
  flag('boot.loader.initScript.enable'),
];

function negated(value: Value): Value {
  return value.kind === 'boolean' ? bool(!value.value) : value;
}

const etcFile = types.submodule({
  options: declareOptions(
    flag('enable', true),
    option('target', types.str, { default: (self) => text(self.name) }),
    option('text', types.nullOr(types.lines), { default: nothing }),
    option('source', types.path, { default: unknown('the source is made from the text') }),
    option('mode', types.str, { default: text('symlink') }),
    option('user', types.str, { default: text('+0') }),
    option('group', types.str, { default: text('+0') }),
    option('uid', types.int, { default: int(0) }),
    option('gid', types.int, { default: int(0) }),
  ),
});

/** Everyday options of the system, and those of secret managers. */
export const systemOptions: readonly DeclaredOption[] = [
  option('networking.hostName', types.str, { default: text('nixos') }),
  option('networking.domain', nullableText, { default: nothing }),
  option('networking.hostId', nullableText, { default: nothing }),
  option('system.stateVersion', types.str, { default: unknown('the default is the release of nixpkgs in use') }),
  option('time.timeZone', nullableText, { default: nothing }),
  option('i18n.defaultLocale', types.str, { default: text('en_US.UTF-8') }),
  option('environment.etc', types.attrsOf(etcFile), { default: attrs({}), more: ofNixos('files in /etc') }),
  flag('system.etc.overlay.enable'),
  flag('system.etc.overlay.mutable', true),
  option('systemd.tmpfiles.rules', types.listOf(types.str), { default: list() }),
  option('systemd.tmpfiles.settings', types.attrsOf(types.attrsOf(types.attrsOf(types.shape))), {
    default: attrs({}),
    more: ofNixos('settings'),
  }),
  flag('programs.fuse.userAllowOther'),
  flag('services.openssh.enable'),
  option('services.openssh.hostKeys', types.listOf(types.attrs), {
    default: list(hostKey('rsa', 4096), hostKey('ed25519')),
  }),
  option('services.openssh.ports', types.listOf(types.int), { default: list(int(22)) }),
  ...secretOptions(),
];

function hostKey(type: string, bits?: number): Value {
  return attrs({
    type: text(type),
    path: text(`/etc/ssh/ssh_host_${type}_key`),
    ...(bits === undefined ? {} : { bits: int(bits) }),
  });
}

/** sops-nix (modules/sops/default.nix) and agenix (modules/age.nix). */
function secretOptions(): readonly DeclaredOption[] {
  const secret = types.submodule({
    options: declareOptions(
      flag('neededForUsers'),
      option('path', types.str, { default: secretPath }),
      option('name', types.str, { default: (self) => text(self.name) }),
    ),
    freeform: types.lazyAttrsOf(types.shape),
    rest: elsewhere('the default of this option is not known'),
  });
  const ageSecret = types.submodule({
    options: declareOptions(
      option('path', types.str, { default: (self) => text(`/run/agenix/${self.name}`) }),
      option('name', types.str, { default: (self) => text(self.name) }),
    ),
    freeform: types.lazyAttrsOf(types.shape),
    rest: elsewhere('the default of this option is not known'),
  });
  return [
    option('sops.age.sshKeyPaths', types.listOf(types.path), { default: (self) => hostKeyPaths(self, ['ed25519']) }),
    option('sops.age.keyFile', types.nullOr(types.path), { default: nothing }),
    flag('sops.age.generateKey'),
    option('sops.gnupg.sshKeyPaths', types.listOf(types.path), { default: (self) => hostKeyPaths(self, ['rsa']) }),
    option('sops.gnupg.home', nullableText, { default: nothing }),
    option('sops.secrets', types.attrsOf(secret), { default: attrs({}) }),
    option('age.identityPaths', types.listOf(types.path), {
      default: (self) => hostKeyPaths(self, ['rsa', 'ed25519']),
    }),
    option('age.secrets', types.attrsOf(ageSecret), { default: attrs({}) }),
  ];
}

function secretPath(self: Self): Value {
  const early = self.get('neededForUsers');
  if (early.kind !== 'boolean') return early;
  return text(`/run/${early.value ? 'secrets-for-users' : 'secrets'}/${self.name}`);
}

/** The host keys of these kinds, where openssh is on. */
function hostKeyPaths(self: Self, kinds: readonly string[]): Value {
  const enable = self.get('services', 'openssh', 'enable');
  if (enable.kind !== 'boolean') return enable;
  if (!enable.value) return list();
  const keys = self.get('services', 'openssh', 'hostKeys');
  if (keys.kind !== 'list') return keys;
  const found: Value[] = [];
  for (const item of keys.items) {
    if (item.kind === 'gap') return item.unknown;
    const key = item.thunk.force();
    const type = key.kind === 'attrs' ? key.entries.get('type')?.thunk.force() : key;
    const path = key.kind === 'attrs' ? key.entries.get('path')?.thunk.force() : undefined;
    if (type?.kind === 'unknown') return type;
    if (type?.kind === 'string' && kinds.includes(type.text) && path !== undefined) found.push(path);
  }
  return list(...found);
}
