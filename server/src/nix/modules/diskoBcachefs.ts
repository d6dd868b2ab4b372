import { sha256Of } from '../eval/builtins/hashes.ts';
import type { AttrsValue, Value } from '../eval/value.ts';
import { list, text } from './declare.ts';
import { eachMember, type Found, field, joined } from './diskoContent.ts';

/**
 * A bcachefs file system over any number of disks: it and its subvolumes are mounted early, by UUID
 * (nix-community/disko 878ec37d6a8f52c6c801d0e2a2ad554c75b9353c, lib/types/bcachefs_filesystem.nix).
 */
export function walkBcachefs(system: AttrsValue, name: string, found: Found): void {
  const own = field(system, 'name') ?? text(name);
  const device = joined(text('/dev/disk/by-uuid/'), field(system, 'uuid') ?? madeUuid(own));
  mount(system, device, [], found);
  eachMember(system, 'subvolumes', found, (subvolume, key) => {
    const path = field(subvolume, 'name') ?? text(key);
    const folder = path.kind === 'string' ? text(path.text.replace(/^\//, '')) : path;
    mount(subvolume, device, [joined(text('X-mount.subdir='), folder)], found);
  });
}

function mount(holder: AttrsValue, device: Value, more: readonly Value[], found: Found): void {
  const mountPoint = field(holder, 'mountpoint');
  if (mountPoint === undefined || mountPoint.kind === 'null') return;
  const own = list(text('X-mount.mkdir'), ...more);
  const given = field(holder, 'mountOptions');
  const options = given === undefined ? own : given.kind === 'list' ? withoutDoubles(own, given) : given;
  found.mounts.push({ mountPoint, device, fsType: text('bcachefs'), options, neededForBoot: true });
}

/** The given options behind those that are always there, each once. */
function withoutDoubles(own: Value, given: Extract<Value, { kind: 'list' }>): Value {
  const always =
    own.kind === 'list' ? own.items.map((item) => (item.kind === 'item' ? textAt(item.thunk.force()) : undefined)) : [];
  const seen = new Set(always);
  const items = given.items.filter((item) => {
    const option = item.kind === 'item' ? textAt(item.thunk.force()) : undefined;
    if (option === undefined) return true;
    const isNew = !seen.has(option);
    seen.add(option);
    return isNew;
  });
  return own.kind === 'list' ? { ...own, items: [...own.items, ...items] } : own;
}

function textAt(value: Value): string | undefined {
  return value.kind === 'string' ? value.text : undefined;
}

/** The UUID that disko makes of a name. */
function madeUuid(name: Value): Value {
  if (name.kind !== 'string') return name;
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(sha256Of(name.text)) ?? [];
  return text(parts.slice(1).join('-'));
}
