import type { FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { importModule } from '../../../impermanence/fixes/importModule.ts';
import { removeListItem } from '../../../impermanence/fixes/lists.ts';
import { inFile, locate, removal } from '../../../impermanence/fixes/located.ts';
import type { Model } from '../../../impermanence/model/model.ts';
import type { Site } from '../../../nix/eval/value.ts';
import { staticName } from '../../../nix/syntax/attrPath.ts';
import { removeBinding } from '../../../nix/syntax/build/bindings.ts';
import type { SyntaxNode } from '../../../nix/syntax/tree.ts';
import { type Change, change } from './change.ts';

/** The Home Manager module is not imported by hand any more: the one of NixOS, which has to be there, brings it along. */
export function importChanges(context: FixContext, model: Model): readonly Change[] {
  const { persistenceModules: modules, open, host } = model;
  const byHand = modules.filter(({ kind }) => kind === 'home-manager');
  const isMissing = byHand.length > 0 && !open && host.kind === 'nixos' && byHand.length === modules.length;
  const sites = new Map(byHand.flatMap(({ reference: { site } }) => (site ? [[keyOf(context, site), site]] : [])));
  return [
    ...[...sites.values()].flatMap((site) => change(removeImport(context, site))),
    ...(isMissing ? change(importModule(context, model)) : []),
  ];
}

function keyOf(context: FixContext, site: Site): string {
  const place = context.spanOf(site);
  return `${place?.file} ${place?.span.start}`;
}

/** The item, or the whole `imports` that would be left without one. */
function removeImport(context: FixContext, site: Site) {
  const located = locate(context, site);
  const at = located?.nodes.findLastIndex(({ kind }) => kind === 'list') ?? -1;
  const [binding, list] = [located?.nodes[at - 1], located?.nodes[at]];
  const isOnly = list?.kind === 'list' && list.items.length === 1 && isImports(binding);
  if (!located || !isOnly || binding?.kind !== 'binding') return removeListItem(context, site);
  return inFile(located.file, removal(located.tree, removeBinding(located.tree, binding)));
}

function isImports(node: SyntaxNode | undefined): boolean {
  const last = node?.kind === 'binding' ? node.path.at(-1) : undefined;
  return last !== undefined && ['imports', 'sharedModules'].includes(staticName(last) ?? '');
}
