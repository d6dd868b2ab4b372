import { staticName, staticString } from '../../nix/syntax/attrPath.ts';
import { insertBinding, removeBinding } from '../../nix/syntax/build/bindings.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import { insertListItem } from '../../nix/syntax/build/lists.ts';
import type { Expression } from '../../nix/syntax/tree.ts';
import { isExpression } from '../../nix/syntax/walk.ts';
import type { Mount } from '../model/model.ts';
import { insertInSet, lastWithPrefix, type NamePlace, placeOfName, prefixText, siblings } from './definitions.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, type Located, locate, nodeAndParent, removal } from './located.ts';
import { insertOptionAt } from './modules.ts';
import { attributeName, quoted } from './text.ts';
import { listIn, setIn } from './values.ts';

type Field = 'device' | 'fsType' | 'options' | 'neededForBoot';

/** Sets a field of a file system where it is written, or beside its other fields. */
export function setMountField(
  context: FixContext,
  mount: Mount,
  field: Field,
  text: string,
): readonly FileEdit[] | undefined {
  const written = ownValue(context, mount, field);
  if (written) {
    const { node } = written;
    return inFile(written.located.file, replaceExpression(written.located.tree, node, text));
  }
  if (mount.sites[field] || !mount.site) return undefined;
  const place = mount.origin === 'fileSystems' ? placeOfName(context, mount.site) : undefined;
  if (place && isWrittenAt(context, mount, place)) {
    return insertInSet(context, mount.site, field, text) ?? extended(place, field, text);
  }
  return insertOptionAt(context, mount.site, ['fileSystems', mount.mountPoint, field], text);
}

/** A file system that a function or a name gives, with a field more: `btrfs "persist" // { neededForBoot = true; }`. */
function extended(
  { tree, file, binding, index }: NamePlace,
  field: Field,
  text: string,
): readonly FileEdit[] | undefined {
  const { value } = binding;
  const isOne =
    value.kind === 'identifier' || value.kind === 'select' || (value.kind === 'apply' && !isOfModules(value));
  if (index !== binding.path.length - 1 || !isOne) return undefined;
  const own = tree.text.slice(value.start, value.end);
  return inFile(file, replaceExpression(tree, value, `${own} // { ${field} = ${text}; }`));
}

/** `mkMerge`, `mkIf` and the like give no set, and `optionalAttrs` perhaps none. */
function isOfModules(value: Expression): boolean {
  if (value.kind === 'apply') return isOfModules(value.callee);
  const last = value.kind === 'select' ? value.path.at(-1) : undefined;
  const name = value.kind === 'identifier' ? value.name : last && staticName(last);
  return name === undefined || /^(mk(If|Merge|Force|Default|Override|Before|After|Order)|optionalAttrs)$/.test(name);
}

/** The value of a field that is written right behind its name; one that comes from elsewhere has other uses as well. */
function ownValue(context: FixContext, mount: Mount, field: Field) {
  const site = mount.sites[field];
  const located = site && locate(context, site);
  const found = located && nodeAndParent(located);
  if (!found || !isExpression(found.node) || found.parent?.kind !== 'binding') return undefined;
  const last = found.parent.path.at(-1);
  const names = [field, field === 'options' ? 'mountOptions' : field];
  return last && names.includes(staticName(last) ?? '') ? { located, node: found.node } : undefined;
}

/** Removes the binding of a field. */
export function removeMountField(context: FixContext, mount: Mount, field: Field): readonly FileEdit[] | undefined {
  const site = mount.sites[field];
  const located = site && locate(context, site);
  const parent = located && nodeAndParent(located)?.parent;
  if (!located || parent?.kind !== 'binding') return undefined;
  return inFile(located.file, removal(located.tree, removeBinding(located.tree, parent)));
}

/** Sets `name=value` among the mount options: in place of the one there is, or behind the others. */
export function setMountOption(
  context: FixContext,
  mount: Mount,
  name: string,
  value: string,
): readonly FileEdit[] | undefined {
  const text = `${name}=${value}`;
  const index = mount.options?.findLastIndex((option) => option.startsWith(`${name}=`)) ?? -1;
  if (index >= 0) {
    const site = mount.optionSites[index];
    const located = site && locate(context, site);
    return located && replaceOption(located, mount.options?.[index] ?? '', text);
  }
  const list = mount.sites.options && locate(context, mount.sites.options);
  if (list) return appendOption(list, quoted(text));
  const field = mount.origin === 'disko' ? 'mountOptions' : 'options';
  return mount.site && insertInSet(context, mount.site, field, `[ ${quoted(text)} ]`);
}

function replaceOption(located: Located, option: string, text: string): readonly FileEdit[] | undefined {
  const node = nodeAndParent(located)?.node;
  const options = node && isExpression(node) ? staticString(node)?.split(',') : undefined;
  const index = options?.lastIndexOf(option) ?? -1;
  if (!node || !isExpression(node) || !options || index < 0) return undefined;
  return inFile(located.file, replaceExpression(located.tree, node, quoted(options.with(index, text).join(','))));
}

function appendOption(located: Located, text: string): readonly FileEdit[] | undefined {
  const node = nodeAndParent(located)?.node;
  const list = node && isExpression(node) ? listIn(node) : undefined;
  return list && inFile(located.file, insertListItem(located.tree, list, list.items.length, text));
}

/** Adds a file system behind another one, in the shape that one has. */
export function insertMount(
  context: FixContext,
  beside: Mount,
  mountPoint: string,
  fields: readonly (readonly [field: string, text: string])[],
): readonly FileEdit[] | undefined {
  const body = `{\n${fields.map(([field, text]) => `  ${field} = ${text};\n`).join('')}}`;
  if (!beside.site) return undefined;
  if (beside.origin === 'disko') return insertOptionAt(context, beside.site, ['fileSystems', mountPoint], body);
  const place = placeOfName(context, beside.site);
  if (!place || !isWrittenAt(context, beside, place)) {
    return insertOptionAt(context, beside.site, ['fileSystems', mountPoint], body);
  }
  const { tree, binding, index, set, file } = place;
  const prefix = index === 0 ? '' : `${prefixText(tree, binding, index - 1)}.`;
  const unit = unitOf(tree.text);
  const text = `${prefix}${attributeName(mountPoint)} = ${body.replaceAll('\n  ', `\n${unit}`)};`;
  return inFile(file, insertBinding(tree, set, text, lastWithPrefix(place)));
}

/** Whether a mount is written where its name is, not made by code of a set with its name (`mapAttrs mount { … }`). */
function isWrittenAt(context: FixContext, mount: Mount, { file, nodes, binding, index }: NamePlace): boolean {
  const isSet = index < binding.path.length - 1 || setIn(binding.value) !== undefined;
  const isField = Object.values(mount.sites).some((site) => {
    const part = site && context.spanOf(site);
    return part?.file === file && binding.start <= part.span.start && part.span.end <= binding.end;
  });
  if ((isSet && isField) || binding.path.slice(0, index).some((name) => staticName(name) === 'fileSystems'))
    return true;
  const above = nodes.slice(0, nodes.indexOf(binding));
  const at = above.findLastIndex(({ kind }) => kind === 'binding');
  const holder = above[at];
  const last = holder?.kind === 'binding' ? holder.path.at(-1) : undefined;
  if (last === undefined || staticName(last) !== 'fileSystems') return false;
  return above.slice(at).every(({ kind }) => kind !== 'apply');
}

/** One step of indentation: a tab where the text has tabs. */
function unitOf(text: string): string {
  return /^\t/m.test(text) ? '\t' : '  ';
}

/** Removes all that is written of a file system in the set where it is first named. */
export function removeMount(context: FixContext, mount: Mount): readonly FileEdit[] | undefined {
  const place = mount.site && placeOfName(context, mount.site);
  if (!place || mount.origin !== 'fileSystems') return undefined;
  const edits = siblings(place).flatMap((binding) => removeBinding(place.tree, binding));
  return inFile(place.file, removal(place.tree, edits));
}
