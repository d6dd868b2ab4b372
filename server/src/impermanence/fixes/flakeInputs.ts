import type { FilePath, Site } from '../../nix/eval/value.ts';
import { quoteString, staticName } from '../../nix/syntax/attrPath.ts';
import { findBinding, setAttribute } from '../../nix/syntax/build/attributes.ts';
import { insertBinding } from '../../nix/syntax/build/bindings.ts';
import { prefixText } from './definitions.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, treeOf } from './located.ts';
import { setIn } from './values.ts';

/** Whether flake.nix lets an input of an input follow something. */
export function hasFollows(context: FixContext, flake: FilePath, input: string, inner: string): boolean {
  const tree = treeOf(context, flake);
  const set = tree && setIn(tree.root);
  return set !== undefined && findBinding(set, ['inputs', input, 'inputs', inner, 'follows']) !== undefined;
}

/** Lets an input of the input whose URL stands at `site` follow another, in the shape the URL is written in. */
export function insertFollows(
  context: FixContext,
  site: Site,
  inner: string,
  target: string,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  if (!located) return undefined;
  const { nodes, tree, file } = located;
  const at = nodes.findLastIndex(
    (node) =>
      node.kind === 'binding' && staticName(node.path.at(-1) ?? { kind: 'missing', start: 0, end: 0 }) === 'url',
  );
  const [set, binding] = [nodes[at - 1], nodes[at]];
  if (set?.kind !== 'attributeSet' || binding?.kind !== 'binding') return undefined;
  const text = quoteString(target);
  if (binding.path.length === 1) {
    const edits = setAttribute(tree, set, ['inputs', inner, 'follows'], text);
    return edits && inFile(file, edits);
  }
  const prefix = prefixText(tree, binding, binding.path.length - 2);
  return inFile(file, insertBinding(tree, set, `${prefix}.inputs.${inner}.follows = ${text};`, binding));
}
