import { fileSystemTypes, mountOptions } from '../../impermanence/knowledge/mounts.ts';
import type { Model } from '../../impermanence/model/model.ts';
import { quoteString } from '../../nix/syntax/attrPath.ts';
import type { OptionPlace } from '../options/optionAt.ts';
import { anyItem } from '../options/optionTree.ts';
import type { CompletionItem } from './item.ts';
import { type CompletionPlace, isInString, replaced } from './place.ts';

interface KnownValue {
  /** As Nix text. */
  readonly text: string;
  readonly detail?: string | undefined;
}

/** The values that an option may have, as far as they can be listed. `option` is its path with `<name>` and `*`. */
export function optionValues(place: CompletionPlace, option: OptionPlace, pattern: string): readonly CompletionItem[] {
  const span = replaced(place);
  const inString = isInString(place);
  if (isList(option) && !inString) return [list(span, place.tree.text.slice(span.end))];
  return valuesFor(option, pattern, place.host?.model).map(({ text, detail }, rank) => {
    const label = text.replace(/^"(.*)"$/, '$1');
    return { label, kind: 'value', detail, insert: text, span, filter: inString ? text : label, rank };
  });
}

function isList({ node }: OptionPlace): boolean {
  return node.fact !== undefined && (node.children.has(anyItem) || /list of/.test(node.fact.type));
}

/** The brackets in which items are then completed, and the semicolon if it is not there: nobody wants to go back for it. */
function list(span: CompletionItem['span'], behind: string): CompletionItem {
  const label = '[ ]';
  const snippet = `[\n\t$0\n]${isNextBinding.test(behind) ? ';' : ''}`;
  return { label, kind: 'block', detail: 'a list', insert: label, snippet, span, filter: '[', rank: 0 };
}

/** An end of the set, or a binding on another line. */
const isNextBinding =
  /^[ \t]*(?:#.*)?\r?\n\s*(?:#.*\n\s*)*(?:\}|inherit\b|(?:[\w'-]+|"[^"\n]*")(?:\.(?:[\w'-]+|"[^"\n]*"))*\s*=(?!=))/;

function valuesFor({ node, path }: OptionPlace, pattern: string, model: Model | undefined): readonly KnownValue[] {
  const { fact } = node;
  if (fact?.values) return fact.values.map((value) => ({ text: quoteString(value) }));
  if (fact?.type === 'boolean') return [{ text: 'true' }, { text: 'false' }];
  if (pattern === 'fileSystems.<name>.fsType')
    return fileSystemTypes.map(({ name, meaning }) => ({ text: quoteString(name), detail: meaning }));
  if (pattern === 'fileSystems.<name>.options.*') return optionsOfMount(path[1], model);
  if (pattern === 'fileSystems.<name>.device') return devices;
  if (pattern.endsWith('.persistentStoragePath')) return storagePaths(model);
  if (!/\.persistence\..*\.(directories|files)\.\*\./.test(pattern)) return [];
  if (pattern.endsWith('.user')) return named(model?.users);
  if (pattern.endsWith('.group')) return named(model?.groups);
  return pattern.endsWith('.mode') ? modes : [];
}

/** Options of the mount's type first where it is known, and those of other types not at all; else those that every type has. */
function optionsOfMount(mountPoint: string | undefined, model: Model | undefined): readonly KnownValue[] {
  const type = model?.mounts.find((mount) => mount.mountPoint === mountPoint)?.fsType;
  const isKnown = type !== undefined && type !== 'auto';
  const first = isKnown ? 1 : -1;
  return mountOptions
    .filter(({ fsTypes }) => !fsTypes || !isKnown || fsTypes.includes(type))
    .toSorted((a, b) => first * (Number(b.fsTypes !== undefined) - Number(a.fsTypes !== undefined)))
    .map(({ name, meaning }) => ({ text: quoteString(name), detail: meaning }));
}

function storagePaths(model: Model | undefined): readonly KnownValue[] {
  const paths = new Set(model?.stores.flatMap(({ path }) => path ?? []));
  return [...paths].map((path) => ({ text: quoteString(path), detail: 'persistent storage' }));
}

function named(items: readonly { readonly name: string }[] | undefined): readonly KnownValue[] {
  return (items ?? []).map(({ name }) => ({ text: quoteString(name) }));
}

const devices: readonly KnownValue[] = [
  { text: '"none"', detail: 'for file systems in memory' },
  { text: '"/dev/disk/by-uuid/"', detail: 'by the UUID of the file system' },
  { text: '"/dev/disk/by-label/"', detail: 'by the label of the file system' },
  { text: '"/dev/disk/by-partlabel/"', detail: 'by the label of the partition' },
];

const modes: readonly KnownValue[] = [
  { text: '"0700"', detail: 'only the owner' },
  { text: '"0750"', detail: 'the owner; the group may look' },
  { text: '"0755"', detail: 'the owner; everybody may look' },
  { text: '"0770"', detail: 'the owner and the group' },
  { text: '"u=rwx,g=,o="', detail: 'only the owner, in words' },
  { text: '"u=rwx,g=rx,o="', detail: 'the owner; the group may look, in words' },
];
