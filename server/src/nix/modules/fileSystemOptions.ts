import type { Value } from '../eval/value.ts';
import {
  attrs,
  bool,
  declareOptions,
  list,
  mkDefault,
  mkIf,
  mkMerge,
  nothing,
  option,
  type Self,
  text,
} from './declare.ts';
import { types } from './nativeTypes.ts';

/** File systems whose device is their type (nixos/modules/tasks/filesystems.nix, `specialFSTypes`). */
const special = new Set(['proc', 'sysfs', 'tmpfs', 'ramfs', 'devtmpfs', 'devpts']);

/**
 * `fileSystems.<name>` after nixos/modules/tasks/filesystems.nix, stage-1.nix, encrypted-devices.nix and overlayfs.nix.
 * The options that NixOS adds by itself for its own early mounts (`x-initrd.mount`) are left out.
 */
const fileSystem = types.submodule({
  options: declareOptions(
    option('enable', types.bool, { default: bool(true) }),
    option('mountPoint', types.str, { default: (self) => text(self.name) }),
    option('device', types.nullOr(types.str), { default: nothing }),
    option('fsType', types.str, { default: text('auto') }),
    option('options', types.listOf(types.str), { default: list(text('defaults')) }),
    option('neededForBoot', types.bool, { default: bool(false) }),
    option('depends', types.listOf(types.str), { default: list() }),
    option('label', types.nullOr(types.str), { default: nothing }),
    option('autoFormat', types.bool, { default: bool(false) }),
    option('autoResize', types.bool, { default: bool(false) }),
    option('noCheck', types.bool, { default: bool(false) }),
    option('formatOptions', types.shape, { default: nothing }),
    option('stratis.poolUuid', types.nullOr(types.str), { default: nothing }),
    option('encrypted.enable', types.bool, { default: bool(false) }),
    option('encrypted.blkDev', types.nullOr(types.str), { default: nothing }),
    option('encrypted.label', types.nullOr(types.str), { default: nothing }),
    option('encrypted.keyFile', types.nullOr(types.str), { default: nothing }),
    option('overlay.lowerdir', types.nullOr(types.listOf(types.shape)), { default: nothing }),
    option('overlay.upperdir', types.nullOr(types.shape), { default: nothing }),
    option('overlay.workdir', types.nullOr(types.shape), { default: nothing }),
    option('overlay.useStage1BaseDirectories', types.bool, { default: bool(true) }),
  ),
  config: (self) =>
    mkMerge(
      attrs({ device: mkIf(() => isSpecial(self), mkDefault({ force: () => self.get('fsType') })) }),
      attrs({ device: mkIf(() => isSet(self.get('label')), mkDefault({ force: () => byLabel(self.get('label')) })) }),
    ),
});

function isSpecial(self: Self): Value {
  const type = self.get('fsType');
  return type.kind === 'string' ? bool(special.has(type.text)) : type;
}

function isSet(value: Value): Value {
  return value.kind === 'unknown' || value.kind === 'failure' ? value : bool(value.kind !== 'null');
}

function byLabel(label: Value): Value {
  if (label.kind !== 'string') return label;
  return { kind: 'string', text: `/dev/disk/by-label/${label.text.replaceAll(' ', '\\040')}`, site: label.site };
}

const swapDevice = types.submodule({
  options: declareOptions(
    option('device', types.str),
    option('label', types.str),
    option('size', types.nullOr(types.int), { default: nothing }),
    option('priority', types.nullOr(types.int), { default: nothing }),
    option('discardPolicy', types.nullOr(types.str), { default: nothing }),
    option('options', types.listOf(types.str), { default: list(text('defaults')) }),
    option(
      'randomEncryption',
      types.coercedTo(
        types.bool,
        (enable) => attrs({ enable }),
        types.submodule({
          options: declareOptions(option('enable', types.bool, { default: bool(false) })),
          freeform: types.shape,
        }),
      ),
      { default: bool(false) },
    ),
    option('encrypted', types.attrs, { default: attrs({}) }),
    option('realDevice', types.path),
    option('deviceName', types.str),
  ),
  config: (self) =>
    attrs({ device: mkIf(() => isWritten(self.get('label')), mkDefault({ force: () => byLabel(self.get('label')) })) }),
});

function isWritten(value: Value): Value {
  return value.kind === 'failure' ? bool(false) : isSet(value);
}

const luksDevice = types.submodule({
  options: declareOptions(
    option('device', types.path),
    option('name', types.str, { default: (self) => text(self.name) }),
    option('keyFile', types.nullOr(types.str), { default: nothing }),
    option('preLVM', types.bool, { default: bool(true) }),
    option('allowDiscards', types.bool, { default: bool(false) }),
    option('fallbackToPassword', types.bool, { default: bool(false) }),
  ),
  freeform: types.shape,
});

/** The options about disks, mounts and swap. */
export const fileSystemOptions = [
  option('fileSystems', types.attrsOf(fileSystem), { default: attrs({}), apply: enabledOnly }),
  option('swapDevices', types.listOf(swapDevice), { default: list() }),
  option('boot.initrd.luks.devices', types.attrsOf(luksDevice), { default: attrs({}) }),
  option('boot.resumeDevice', types.str, { default: text('') }),
  option('boot.tmp.useTmpfs', types.bool, { default: bool(false) }),
  option('boot.tmp.cleanOnBoot', types.bool, { default: bool(false) }),
];

/** Mounts with `enable = false` are not there. */
function enabledOnly(value: Value): Value {
  if (value.kind !== 'attrs') return value;
  const disabled = [...value.entries].filter(([, attr]) => isDisabled(attr.thunk.force())).map(([name]) => name);
  if (disabled.length === 0) return value;
  return { ...value, entries: new Map([...value.entries].filter(([name]) => !disabled.includes(name))) };
}

function isDisabled(mount: Value): boolean {
  const enable = mount.kind === 'attrs' ? mount.entries.get('enable')?.thunk.force() : undefined;
  return enable?.kind === 'boolean' && !enable.value;
}
