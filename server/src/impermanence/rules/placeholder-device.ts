import type { Site, Value } from '../../nix/eval/value.ts';
import { isPlaceholderDevice } from '../knowledge/placeholders.ts';
import type { Model } from '../model/model.ts';
import { attribute, namesIn } from './options.ts';
import page from './placeholder-device.md';
import type { Rule } from './rule.ts';

/** The wiki's "/dev/disk/by-uuid/UUID", left as it is. */
export const placeholderDevice: Rule = {
  id: 'placeholder-device',
  severity: 'error',
  title: 'A device that was never filled in',
  page,
  source: 'W',
  category: 'layout',
  repair: 'none',
  *checkHost(model) {
    const reported = new Set<Site>();
    for (const { device, site } of devices(model)) {
      if (!site || reported.has(site) || !isPlaceholderDevice(device)) continue;
      reported.add(site);
      yield {
        message: `${device} is a placeholder, no machine has a device of this name: the boot waits for it and fails. “blkid” or “ls -l /dev/disk/by-uuid” tell the real one.`,
        at: { site },
      };
    }
  },
};

interface Device {
  readonly device: string;
  readonly site: Site | undefined;
}

function* devices(model: Model): Iterable<Device> {
  for (const { device, sites, site } of model.mounts) {
    if (typeof device === 'string') yield { device, site: sites.device ?? site };
  }
  const luks = model.configuration.lookup(['boot', 'initrd', 'luks', 'devices']);
  for (const name of namesIn(luks).keys()) {
    if (luks.kind === 'attrs') yield* deviceIn(attribute(luks, name));
  }
  const disks = model.configuration.lookup(['disko', 'devices', 'disk']);
  for (const name of namesIn(disks).keys()) {
    if (disks.kind === 'attrs') yield* deviceIn(attribute(disks, name));
  }
  const swap = model.configuration.lookup(['swapDevices']);
  if (swap.kind !== 'list') return;
  for (const item of swap.items) if (item.kind === 'item') yield* deviceIn(item.thunk.force());
}

function* deviceIn(value: Value | undefined): Iterable<Device> {
  const device = value?.kind === 'attrs' ? attribute(value, 'device') : undefined;
  if (device?.kind === 'string') yield { device: device.text, site: device.site };
}
