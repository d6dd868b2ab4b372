import type { Site } from '../../nix/eval/value.ts';
import type { Definition } from '../../nix/modules/configuration.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import { setAttribute } from '../../nix/syntax/build/attributes.ts';
import { insertBinding, removeBinding } from '../../nix/syntax/build/bindings.ts';
import { replaceExpression } from '../../nix/syntax/build/expressions.ts';
import type { AttributeBinding, AttributeSet, SyntaxTree } from '../../nix/syntax/tree.ts';
import { isExpression } from '../../nix/syntax/walk.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, type Located, locate, nodeAndParent, removal } from './located.ts';
import { setIn } from './values.ts';

/** The binding in whose attribute path a name stands. */
export interface NamePlace extends Located {
  readonly binding: AttributeBinding;
  /** Which component of the path the name is. */
  readonly index: number;
  /** The set the binding stands in. */
  readonly set: AttributeSet;
}

/** Finds a name (a definition's `nameSite`, a store's or mount's site) in the present text; undefined where it is no name of a binding. */
export function placeOfName(context: FixContext, site: Site): NamePlace | undefined {
  const located = locate(context, site);
  if (!located) return undefined;
  for (let at = located.nodes.length - 1; at > 0; at--) {
    const binding = located.nodes[at];
    const set = located.nodes[at - 1];
    if (binding?.kind !== 'binding') continue;
    const index = binding.path.findIndex(({ start, end }) => start <= located.span.start && located.span.end <= end);
    return index >= 0 && set?.kind === 'attributeSet' ? { ...located, binding, index, set } : undefined;
  }
  return undefined;
}

/** Removes the binding that makes a definition; undefined where it was not written as one. */
export function removeDefinition(context: FixContext, { nameSite }: Definition): readonly FileEdit[] | undefined {
  const place = nameSite && placeOfName(context, nameSite);
  if (!place || place.index !== place.binding.path.length - 1) return undefined;
  return inFile(place.file, removal(place.tree, removeBinding(place.tree, place.binding)));
}

/** Gives a definition another value, within its mkIf or mkForce. */
export function setDefinition(
  context: FixContext,
  { valueSite }: Definition,
  text: string,
): readonly FileEdit[] | undefined {
  const located = valueSite && locate(context, valueSite);
  const node = located && nodeAndParent(located)?.node;
  if (!node || !isExpression(node)) return undefined;
  return inFile(located.file, replaceExpression(located.tree, node, text));
}

/** Writes a definition's last name otherwise. */
export function renameDefinition(
  context: FixContext,
  { nameSite }: Definition,
  name: string,
): readonly FileEdit[] | undefined {
  return nameSite && replaceName(context, nameSite, name);
}

/** Puts `text` in the place of a name in an attribute path. */
export function replaceName(context: FixContext, site: Site, text: string): readonly FileEdit[] | undefined {
  const place = placeOfName(context, site);
  const component = place?.binding.path[place.index];
  return component && place && inFile(place.file, [{ span: { start: component.start, end: component.end }, text }]);
}

/**
 * Gives an attribute (dotted) of the set with this name a value: in its set literal, or beside `name.other = …` in the
 * same shape. Undefined where neither is there.
 */
export function insertInSet(
  context: FixContext,
  site: Site,
  field: string,
  text: string,
): readonly FileEdit[] | undefined {
  const place = placeOfName(context, site);
  if (!place) return undefined;
  const { tree, binding, index, set, file } = place;
  if (index === binding.path.length - 1) {
    const inner = setIn(binding.value);
    const edits = inner && setAttribute(tree, inner, field.split('.'), text);
    return edits && inFile(file, edits);
  }
  const same = siblings(place).find(
    ({ path }) =>
      path
        .slice(index + 1)
        .map(staticName)
        .join('.') === field,
  );
  if (same) return inFile(file, replaceExpression(tree, same.value, text));
  const prefix = prefixText(tree, binding, index);
  return inFile(file, insertBinding(tree, set, `${prefix}.${field} = ${text};`, lastWithPrefix(place)));
}

/** The path of a binding up to and with a component, as it is written. */
export function prefixText(tree: SyntaxTree, { path }: AttributeBinding, index: number): string {
  const [first, last] = [path[0], path[index]];
  return first && last ? tree.text.slice(first.start, last.end) : '';
}

/** The last of the bindings of the set that begin as this one does up to its name. */
export function lastWithPrefix({ tree, set, binding, index }: NamePlace): AttributeBinding {
  return siblings({ tree, set, binding, index }).at(-1) ?? binding;
}

/** The bindings of the set that begin as this one does up to its name, itself included. */
export function siblings({
  tree,
  set,
  binding,
  index,
}: Pick<NamePlace, 'tree' | 'set' | 'binding' | 'index'>): readonly AttributeBinding[] {
  const prefix = prefixText(tree, binding, index);
  return set.bindings.flatMap((other) =>
    other.kind === 'binding' && other.path.length > index && prefixText(tree, other, index) === prefix ? [other] : [],
  );
}
