import type { AttrsValue, Site, Unknown, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import { attrs, list, nothing, text } from './declare.ts';
import type { DiskoLayout, DiskoMount } from './disko.ts';
import { walkBcachefs } from './diskoBcachefs.ts';
import { walkGpt } from './diskoPartitions.ts';
import { walkZpool } from './diskoZfs.ts';

/** Where walking puts what it finds. */
export interface Found {
  readonly mounts: DiskoMount[];
  readonly swap: Value[];
  readonly luks: DiskoLayout['luks'][number][];
  readonly unknowns: Unknown[];
}

/** The device a content lies on, for the names of its parts. */
export interface Parent {
  readonly type: 'disk' | 'mdadm' | 'luks' | 'other';
  readonly name: Value;
  readonly device: Value;
}

/** Follows `disko.devices` down to the file systems. */
export function walkDevices(devices: Value): DiskoLayout {
  const found: Found = { mounts: [], swap: [], luks: [], unknowns: [] };
  if (devices.kind !== 'attrs') {
    found.unknowns.push(devices.kind === 'unknown' ? devices : unknown('disko.devices is no set'));
    return found;
  }
  noteRest(devices, found);
  eachMember(devices, 'disk', found, (disk, name) => walkDisk(disk, name, found));
  eachMember(devices, 'mdadm', found, (array, name) => {
    const own = field(array, 'name') ?? text(name);
    walkContent(field(array, 'content'), { type: 'mdadm', name: own, device: joined(text('/dev/md/'), own) }, found);
  });
  eachMember(devices, 'lvm_vg', found, (group, name) => walkVolumeGroup(group, name, found));
  eachMember(devices, 'zpool', found, (pool, name) => walkZpool(pool, name, found));
  eachMember(devices, 'bcachefs_filesystems', found, (system, name) => walkBcachefs(system, name, found));
  eachMember(devices, 'nodev', found, (mount, name, site) =>
    walkNodev(mount, { kind: 'string', text: name, site }, found),
  );
  return found;
}

/** Runs over the sets in an attribute; what is unknown of it is noted. */
export function eachMember(
  set: AttrsValue,
  name: string,
  found: Found,
  visit: (member: AttrsValue, name: string, site: Site | undefined) => void,
): void {
  const members = field(set, name);
  if (members === undefined || members.kind === 'null') return;
  if (members.kind !== 'attrs') {
    if (members.kind === 'unknown') found.unknowns.push(members);
    return;
  }
  noteRest(members, found);
  for (const [key, attr] of members.entries) {
    const value = attr.thunk.force();
    if (attr.maybe !== undefined) found.unknowns.push(attr.maybe);
    else if (value.kind === 'attrs') visit(value, key, attr.site);
    else if (value.kind === 'unknown') found.unknowns.push(value);
  }
}

function noteRest(set: AttrsValue, found: Found): void {
  if (set.rest !== undefined) found.unknowns.push(set.rest);
}

/** The value of an attribute; undefined where it is surely not there. */
export function field(set: AttrsValue, name: string): Value | undefined {
  const attr = set.entries.get(name);
  if (attr === undefined) return set.rest;
  return attr.maybe ?? attr.thunk.force();
}

function walkDisk(disk: AttrsValue, name: string, found: Found): void {
  const own = field(disk, 'name') ?? text(name.replaceAll('/', '_'));
  const device = field(disk, 'device') ?? unknown(`the device of the disk ${name} is not set`);
  walkContent(field(disk, 'content'), { type: 'disk', name: own, device }, found);
}

function walkVolumeGroup(group: AttrsValue, name: string, found: Found): void {
  const own = field(group, 'name') ?? text(name);
  eachMember(group, 'lvs', found, (volume, key) => {
    const device = joined(text('/dev/'), own, text('/'), field(volume, 'name') ?? text(key));
    walkContent(field(volume, 'content'), { type: 'other', name: text(key), device }, found);
  });
}

/** `nodev`: mounts without a disk; the mount point is the name where nothing else is said. */
function walkNodev(mount: AttrsValue, name: Value, found: Found): void {
  const fsType = field(mount, 'fsType') ?? unknown('the type of the file system is not set');
  const special =
    fsType.kind === 'string' && ['proc', 'sysfs', 'tmpfs', 'ramfs', 'devtmpfs', 'devpts'].includes(fsType.text);
  found.mounts.push({
    mountPoint: field(mount, 'mountpoint') ?? name,
    device: field(mount, 'device') ?? (special ? fsType : text('none')),
    fsType,
    options: field(mount, 'mountOptions') ?? list(text('defaults')),
  });
}

/** What lies on a disk, a partition or a volume. */
export function walkContent(content: Value | undefined, parent: Parent, found: Found): void {
  if (content === undefined || content.kind === 'null' || content.kind === 'failure') return;
  if (content.kind !== 'attrs') {
    if (content.kind === 'unknown') found.unknowns.push(content);
    return;
  }
  noteRest(content, found);
  const type = field(content, 'type');
  const device = field(content, 'device') ?? parent.device;
  const walk = type?.kind === 'string' ? walkers.get(type.text) : undefined;
  if (walk === undefined)
    found.unknowns.push(type?.kind === 'unknown' ? type : unknown('the type of a disk content is not known'));
  else walk(content, device, parent, found);
}

type Walker = (content: AttrsValue, device: Value, parent: Parent, found: Found) => void;

const ignore: Walker = () => undefined;

const walkers: ReadonlyMap<string, Walker> = new Map([
  ['gpt', (content, _device, parent, found) => walkGpt(content, parent, found)],
  ['table', (content, _device, parent, found) => walkTable(content, parent, found)],
  ['btrfs', (content, device, _parent, found) => walkBtrfs(content, device, found)],
  ['luks', (content, device, _parent, found) => walkLuks(content, device, found)],
  ['swap', (content, device, _parent, found) => walkSwap(content, device, found)],
  [
    'filesystem',
    (content, device, _parent, found) =>
      mountAt(content, device, field(content, 'format') ?? unknown('the format is not set'), [], found),
  ],
  ['bcachefs', ignore],
  ['lvm_pv', ignore],
  ['zfs', ignore],
  ['mdraid', ignore],
] satisfies [string, Walker][]);

function walkSwap(content: AttrsValue, device: Value, found: Found): void {
  found.swap.push(
    attrs({ device, options: field(content, 'mountOptions'), priority: field(content, 'priority') ?? nothing }),
  );
}

/** Adds a mount if the content names a mount point. */
export function mountAt(content: AttrsValue, device: Value, fsType: Value, more: readonly Value[], found: Found): void {
  const mountPoint = field(content, 'mountpoint');
  if (mountPoint === undefined || mountPoint.kind === 'null') return;
  const options = field(content, 'mountOptions') ?? list(text('defaults'));
  found.mounts.push({ mountPoint, device, fsType, options: appended(options, more) });
}

/** A list with more items at its end. */
export function appended(options: Value, more: readonly Value[]): Value {
  if (options.kind !== 'list' || more.length === 0) return options;
  const extra = list(...more);
  return extra.kind === 'list' ? { ...options, items: [...options.items, ...extra.items] } : options;
}

/** The legacy table: partitions in a list. */
function walkTable(content: AttrsValue, parent: Parent, found: Found): void {
  const partitions = field(content, 'partitions');
  if (partitions?.kind !== 'list') {
    if (partitions?.kind === 'unknown') found.unknowns.push(partitions);
    return;
  }
  partitions.items.forEach((item, index) => {
    if (item.kind === 'gap') found.unknowns.push(item.unknown);
    const partition = item.kind === 'item' ? item.thunk.force() : undefined;
    if (partition?.kind !== 'attrs') return;
    const device = numbered(field(content, 'device') ?? parent.device, index + 1);
    walkContent(field(partition, 'content'), { type: 'other', name: text(`${index + 1}`), device }, found);
  });
}

/** The n-th partition of a device as the kernel names it. */
function numbered(device: Value, index: number): Value {
  if (device.kind !== 'string') return device;
  const name = device.text;
  if (/^\/dev\/([vs]|(xv)d).+/.test(name)) return text(`${name}${index}`);
  if (/^\/dev\/(disk|zvol)\/.+/.test(name)) return text(`${name}-part${index}`);
  if (/^\/dev\/((nvme|mmcblk).+|md\/.*\d)$/.test(name)) return text(`${name}p${index}`);
  if (/^\/dev\/(md|mapper)\/.+/.test(name)) return text(`${name}${index}`);
  return unknown('the name of the partition is not known');
}

function walkBtrfs(content: AttrsValue, device: Value, found: Found): void {
  eachMember(content, 'subvolumes', found, (subvolume, name) => {
    const own = field(subvolume, 'name') ?? text(name);
    mountAt(subvolume, device, text('btrfs'), [joined(text('subvol='), own)], found);
    walkSwapFiles(subvolume, found);
  });
  mountAt(content, device, text('btrfs'), [], found);
  walkSwapFiles(content, found);
}

function walkSwapFiles(holder: AttrsValue, found: Found): void {
  const mountPoint = field(holder, 'mountpoint');
  eachMember(holder, 'swap', found, (file, name) => {
    const path = field(file, 'path') ?? text(name);
    if (mountPoint !== undefined) found.swap.push(attrs({ device: joined(mountPoint, text('/'), path) }));
  });
}

function walkLuks(content: AttrsValue, device: Value, found: Found): void {
  const name = field(content, 'name') ?? unknown('the name of the LUKS device is not set');
  const early = field(content, 'initrdUnlock');
  if (early?.kind !== 'boolean' || early.value) found.luks.push({ name, device, settings: field(content, 'settings') });
  walkContent(field(content, 'content'), { type: 'luks', name, device: joined(text('/dev/mapper/'), name) }, found);
}

/** Strings one after the other; unknown if one of them is. */
export function joined(...parts: readonly Value[]): Value {
  let result = '';
  for (const part of parts) {
    if (part.kind === 'string') result += part.text;
    else return part.kind === 'unknown' || part.kind === 'failure' ? part : unknown('a name is no string');
  }
  return text(result);
}
