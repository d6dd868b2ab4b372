import { sha256Of } from '../eval/builtins/hashes.ts';
import type { AttrsValue, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import { text } from './declare.ts';
import { eachMember, type Found, field, joined, type Parent, walkContent } from './diskoContent.ts';

/** A GUID partition table (nix-community/disko 878ec37d6a8f52c6c801d0e2a2ad554c75b9353c, lib/types/gpt.nix). */
export function walkGpt(content: AttrsValue, parent: Parent, found: Found): void {
  eachMember(content, 'partitions', found, (partition, name) => {
    const own = field(partition, 'name') ?? text(name);
    const device = field(partition, 'device') ?? partitionDevice(partition, own, { content, parent });
    walkContent(field(partition, 'content'), { type: 'other', name: own, device }, found);
  });
}

interface Table {
  readonly content: AttrsValue;
  readonly parent: Parent;
}

function partitionDevice(partition: AttrsValue, name: Value, { content, parent }: Table): Value {
  const uuid = field(partition, 'uuid');
  if (uuid !== undefined && uuid.kind !== 'null') return joined(text('/dev/disk/by-partuuid/'), uuid);
  if (parent.type === 'mdadm') {
    return joined(text('/dev/disk/by-id/md-name-any:'), parent.name, text('-part'), indexOf(name, content));
  }
  if (parent.type === 'other') return unknown('what the partition table lies on is not known');
  const label = field(partition, 'label') ?? shortened(joined(text(`${parent.type}-`), parent.name, text('-'), name));
  return label.kind === 'string' ? text(`/dev/disk/by-partlabel/${escapeLink(label.text)}`) : label;
}

/** Letters that a label has room for; of a longer one disko takes a hash. */
const longestLabel = 36;

function shortened(label: Value): Value {
  if (label.kind !== 'string' || label.text.length <= longestLabel) return label;
  return text(sha256Of(label.text).slice(0, longestLabel));
}

/** Characters that udev does not take in links are written as their code. */
function escapeLink(label: string): string {
  return label.replace(/[^0-9A-Za-z#+\-.:=@_/]/gu, (character) =>
    (character.codePointAt(0) ?? 128) < 128 ? `\\x${character.charCodeAt(0).toString(16).toUpperCase()}` : character,
  );
}

/** Which partition of its table one is, from 1: disko makes them by priority, those of the same by their attribute's name. */
function indexOf(name: Value, content: AttrsValue): Value {
  const partitions = field(content, 'partitions');
  if (name.kind !== 'string' || partitions?.kind !== 'attrs' || partitions.rest !== undefined) return noOrder;
  const ranked: { readonly name: string; readonly priority: number }[] = [];
  for (const [key, attr] of [...partitions.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const partition = attr.thunk.force();
    const own = partition.kind === 'attrs' ? (field(partition, 'name') ?? text(key)) : undefined;
    const priority = partition.kind === 'attrs' ? priorityOf(partition) : undefined;
    if (own?.kind !== 'string' || priority === undefined || attr.maybe !== undefined) return noOrder;
    ranked.push({ name: own.text, priority });
  }
  ranked.sort((a, b) => a.priority - b.priority);
  return text(`${ranked.findIndex((each) => each.name === name.text) + 1}`);
}

const noOrder = unknown('the order of the partitions is not known');

function priorityOf(partition: AttrsValue): number | undefined {
  const given = field(partition, 'priority');
  if (given !== undefined) return given.kind === 'integer' ? Number(given.value) : undefined;
  const size = field(partition, 'size');
  const type = field(partition, 'type');
  if (size?.kind === 'unknown' || type?.kind === 'unknown') return undefined;
  if (size?.kind === 'string' && size.text === '100%') return 9001;
  return type?.kind === 'string' && type.text === 'EF02' ? 100 : 1000;
}
