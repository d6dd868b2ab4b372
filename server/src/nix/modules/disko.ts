import type { ListItem, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, bool, declareOptions, mkIf, option } from './declare.ts';
import { walkDevices } from './diskoContent.ts';
import { types } from './nativeTypes.ts';
import { once } from './once.ts';

/** A mount that a disk layout makes. Values that could not be known are unknown. */
export interface DiskoMount {
  readonly mountPoint: Value;
  readonly device: Value;
  readonly fsType: Value;
  readonly options: Value;
  readonly neededForBoot?: boolean | undefined;
}

/** What a disk layout comes to. */
export interface DiskoLayout {
  readonly mounts: readonly DiskoMount[];
  readonly swap: readonly Value[];
  /** LUKS devices by name that the initrd opens. */
  readonly luks: readonly { readonly name: Value; readonly device: Value; readonly settings: Value | undefined }[];
  /** Parts of which nothing is known: there may be more. */
  readonly unknowns: readonly Unknown[];
}

/**
 * The options of disko that matter for mounts, and what they make of `fileSystems`, `swapDevices` and the LUKS devices
 * (nix-community/disko 878ec37d6a8f52c6c801d0e2a2ad554c75b9353c and around, lib/types and module.nix).
 */
export const diskoModule: NativeModule = {
  options: declareOptions(
    option('disko.enableConfig', types.bool, { default: bool(true) }),
    option('disko.devices', types.deepShape, { default: attrs({}) }),
  ),
  config: (self) => {
    const layout = once(() => walkDevices(self.get('disko', 'devices')));
    const enabled = (content: Value) => mkIf(() => self.get('disko', 'enableConfig'), content);
    return attrs({
      fileSystems: lazy(() => (isPlanned(self) ? enabled(fileSystems(layout())) : attrs({}))),
      swapDevices: lazy(() => (isPlanned(self) ? enabled(swapDevices(layout())) : { kind: 'list', items: [] })),
      boot: attrs({
        initrd: attrs({
          luks: attrs({ devices: lazy(() => (isPlanned(self) ? enabled(luksDevices(layout())) : attrs({}))) }),
        }),
      }),
    });
  },
};

/** Whether anything is said about disks at all. */
function isPlanned(self: Self): boolean {
  const devices = self.get('disko', 'devices');
  return devices.kind !== 'attrs' || devices.entries.size > 0 || devices.rest !== undefined;
}

function fileSystems(layout: DiskoLayout): Value {
  return merged([...layout.mounts.flatMap(fileSystem), ...layout.unknowns]);
}

function fileSystem(mount: DiskoMount): Value[] {
  const { mountPoint } = mount;
  if (mountPoint.kind === 'unknown') return [mountPoint];
  const name =
    mountPoint.kind === 'string' ? mountPoint.text : mountPoint.kind === 'path' ? mountPoint.path : undefined;
  if (name === undefined) return [];
  const value = attrs({
    device: mount.device,
    fsType: mount.fsType,
    options: mount.options,
    ...(mount.neededForBoot === true ? { neededForBoot: bool(true) } : {}),
  });
  const site = mountPoint.site;
  return [{ kind: 'attrs', entries: new Map([[name, { thunk: ready({ ...value, site }), site }]]), site }];
}

function swapDevices(layout: DiskoLayout): Value {
  const items: ListItem[] = layout.swap.map((value) => ({ kind: 'item', thunk: ready(value), site: value.site }));
  const gaps: ListItem[] = layout.unknowns.map((reason) => ({ kind: 'gap', unknown: reason }));
  return { kind: 'list', items: [...items, ...gaps] };
}

function luksDevices(layout: DiskoLayout): Value {
  const devices = layout.luks.flatMap(({ name, device, settings }): Value[] => {
    if (name.kind !== 'string')
      return [name.kind === 'unknown' ? name : unknown('the name of a LUKS device is not known')];
    const own = settings?.kind === 'attrs' ? settings.entries : new Map();
    const entries = new Map([['device', { thunk: ready(device) }], ...own]);
    const value: Value = { kind: 'attrs', entries, rest: settings?.kind === 'unknown' ? settings : undefined };
    return [{ kind: 'attrs', entries: new Map([[name.text, { thunk: ready(value), site: name.site }]]) }];
  });
  return merged([...devices, ...layout.unknowns]);
}

function merged(contents: readonly Value[]): Value {
  const items: ListItem[] = contents.map((value) =>
    value.kind === 'unknown' ? { kind: 'gap', unknown: value } : { kind: 'item', thunk: ready(value) },
  );
  return attrs({ _type: { kind: 'string', text: 'merge' }, contents: { kind: 'list', items } });
}
