import type { Attr, Site, Unknown, Value } from '../../nix/eval/value.ts';
import { unknown } from '../../nix/eval/value.ts';
import { type Configuration, mergedSet } from '../../nix/modules/configuration.ts';
import { attribute, textOf } from './defaults.ts';
import type { Mount } from './model.ts';
import { type Doubts, doubt, presence, showPath } from './partial.ts';

/** A mount before it is known what wipes it. */
export type OpenMount = Omit<Mount, 'wiped'>;

/** The file systems of a host as `fileSystems` has them (disko's layout is in there), and why there may be more. */
export interface MountTable {
  readonly mounts: readonly OpenMount[];
  readonly unknown: Unknown | undefined;
}

/** Reads `fileSystems`, sorted by name. */
export function readMounts(configuration: Configuration, doubts: Doubts): MountTable {
  const table = configuration.lookup(['fileSystems']);
  if (table.kind !== 'attrs') {
    doubt(doubts, 'fileSystems', table);
    return { mounts: [], unknown: table.kind === 'unknown' ? table : unknown('fileSystems could not be evaluated') };
  }
  if (table.rest !== undefined) doubts.add('fileSystems.<name>', table.rest.reason, table.rest.site);
  const names = [...table.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const mounts = names.map(([name, attr]) => readMount(name, attr, configuration, doubts));
  return { mounts, unknown: table.rest };
}

function readMount(name: string, attr: Attr, configuration: Configuration, doubts: Doubts): OpenMount {
  const value = attr.thunk.force();
  const shown = showPath('fileSystems', name);
  if (value.kind !== 'attrs') doubt(doubts, shown, value);
  const device = attribute(value, 'device');
  const needed = attribute(value, 'neededForBoot');
  const options = readOptions(attribute(value, 'options'));
  for (const field of ['device', 'fsType', 'options', 'neededForBoot', 'mountPoint']) {
    const part = attribute(value, field);
    const refused = part?.kind === 'failure' && part.cause !== 'missing-attribute';
    if (part?.kind === 'unknown' || refused) doubt(doubts, `${shown}.${field}`, part);
  }
  const definitions = configuration.definitions(['fileSystems', name]);
  return {
    name,
    mountPoint: textOf(attribute(value, 'mountPoint')) ?? name,
    fsType: textOf(attribute(value, 'fsType')),
    device: device?.kind === 'null' ? null : textOf(device),
    ...options,
    neededForBoot: needed?.kind === 'boolean' ? needed.value : undefined,
    site: attr.site ?? definitions.find(({ nameSite }) => nameSite !== undefined)?.nameSite,
    sites: {
      device: valueSite(value, 'device'),
      fsType: valueSite(value, 'fsType'),
      options: valueSite(value, 'options'),
      neededForBoot: valueSite(value, 'neededForBoot'),
    },
    origin: isPlanned(value) ? 'disko' : 'fileSystems',
    condition: presence(attr),
  };
}

/** Whether the mount comes from a layout of disko: then nobody wrote the name `fsType` of its definition. */
function isPlanned(mount: Value): boolean {
  const definitions = mergedSet(mount)?.definitions(['fsType']) ?? [];
  return definitions.some(({ nameSite, priority }) => nameSite === undefined && priority === 100);
}

function readOptions(value: Value | undefined): Pick<Mount, 'options' | 'mergedOptions' | 'optionSites'> {
  const notKnown = { options: undefined, mergedOptions: undefined, optionSites: [] };
  if (value?.kind !== 'list') return notKnown;
  const mergedOptions: string[] = [];
  const options: string[] = [];
  const optionSites: (Site | undefined)[] = [];
  for (const item of value.items) {
    const text = item.kind === 'item' && item.maybe === undefined ? textOf(item.thunk.force()) : undefined;
    if (text === undefined || item.kind === 'gap') return notKnown;
    mergedOptions.push(text);
    // mount(8) takes several options with commas between them, and so people write them in one string.
    for (const option of text.split(',')) {
      options.push(option);
      optionSites.push(item.site);
    }
  }
  return { options, mergedOptions, optionSites };
}

function valueSite(mount: Value, name: string): Site | undefined {
  const definitions = mergedSet(mount)?.definitions([name]) ?? [];
  const site = attribute(mount, name)?.site;
  return site ?? definitions.find((definition) => definition.valueSite !== undefined)?.valueSite;
}
