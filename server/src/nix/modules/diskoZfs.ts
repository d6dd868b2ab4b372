import type { AttrsValue, Value } from '../eval/value.ts';
import { list, text } from './declare.ts';
import type { Found } from './diskoContent.ts';
import { appended, eachMember, field, joined, walkContent } from './diskoContent.ts';

/** A pool: its root dataset, the datasets below it, and volumes with contents of their own. */
export function walkZpool(pool: AttrsValue, name: string, found: Found): void {
  const own = field(pool, 'name') ?? text(name);
  mountDataset(pool, own, field(pool, 'rootFsOptions'), found);
  eachMember(pool, 'datasets', found, (dataset, key) => {
    const full = field(dataset, '_name') ?? joined(own, text('/'), field(dataset, 'name') ?? text(key));
    const type = field(dataset, 'type');
    if (type?.kind !== 'string' || type.text === 'zfs_fs')
      return mountDataset(dataset, full, field(dataset, 'options'), found);
    const device = full.kind === 'string' ? text(`/dev/zvol/${full.text}`) : full;
    walkContent(field(dataset, 'content'), { type: 'other', name: full, device }, found);
  });
}

/** Datasets that zfs does not mount are left out; those that are not `legacy` are mounted with `zfsutil`. */
function mountDataset(dataset: AttrsValue, name: Value, properties: Value | undefined, found: Found): void {
  const mountPoint = field(dataset, 'mountpoint');
  if (mountPoint === undefined || mountPoint.kind === 'null') return;
  const property = (key: string) => (properties?.kind === 'attrs' ? field(properties, key) : properties);
  const where = property('mountpoint');
  const can = property('canmount');
  const doubt = [where, can].find((value) => value?.kind === 'unknown');
  if (doubt?.kind === 'unknown') {
    found.unknowns.push(doubt);
    return;
  }
  if (is(where, 'none') || is(can, 'off')) return;
  const options = field(dataset, 'mountOptions') ?? list(text('defaults'));
  const more = is(where, 'legacy') ? [] : [text('zfsutil')];
  found.mounts.push({ mountPoint, device: name, fsType: text('zfs'), options: appended(options, more) });
}

function is(value: Value | undefined, expected: string): boolean {
  return value?.kind === 'string' && value.text === expected;
}
