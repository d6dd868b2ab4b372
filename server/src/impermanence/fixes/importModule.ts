import { findBinding, setAttribute } from '../../nix/syntax/build/attributes.ts';
import { insertFormal } from '../../nix/syntax/build/functions.ts';
import { insertListItem } from '../../nix/syntax/build/lists.ts';
import type { Lambda, List, SyntaxNode, SyntaxTree } from '../../nix/syntax/tree.ts';
import { nodesWhere } from '../../nix/syntax/walk.ts';
import { presentRevision } from '../knowledge/revisions.ts';
import type { Model } from '../model/model.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, treeOf } from './located.ts';
import { insertOption } from './modules.ts';
import { listIn, setIn } from './values.ts';

/** A module of NixOS and where it comes from. */
export interface ModuleSource {
  /** The name of its repository in the organization nix-community, its flake input and its flake output. */
  readonly name: string;
  /** What is fetched without a flake: a revision, or a branch. */
  readonly revision: string;
  /** The file of the module, relative to the repository. */
  readonly file: string;
}

const impermanence: ModuleSource = { name: 'impermanence', revision: presentRevision, file: 'nixos.nix' };

/** Imports a module, impermanence's unless told otherwise, as the configuration imports others: by an input of its flake, or by fetchTarball. */
export function importModule(
  context: FixContext,
  model: Model,
  source: ModuleSource = impermanence,
): readonly FileEdit[] | undefined {
  const { flake } = model.host;
  if (flake === undefined)
    return insertOption(
      context,
      model,
      ['imports'],
      `[ "\${builtins.fetchTarball "${tarballOf(source)}"}/${source.file}" ]`,
    );
  const tree = treeOf(context, flake);
  const modules = tree && modulesOf(context, model);
  const outputs = tree && outputsOf(tree);
  if (!tree || !modules || !outputs || modules.file !== flake) return undefined;
  const argument = outputs.parameter?.name;
  const prefix = argument === undefined ? '' : `${argument}.`;
  return inFile(flake, [
    ...withInput(tree, source.name),
    ...(prefix === '' && outputs.formals ? insertFormal(tree, outputs.formals, source.name) : []),
    ...insertListItem(
      tree,
      modules.list,
      modules.list.items.length,
      `${prefix}${source.name}.nixosModules.${source.name}`,
    ),
  ]);
}

function tarballOf({ name, revision }: ModuleSource): string {
  return `https://github.com/nix-community/${name}/archive/${revision}.tar.gz`;
}

/** The list of modules in the call that makes the host. */
function modulesOf(context: FixContext, { host }: Model): { readonly file: string; readonly list: List } | undefined {
  const located = host.site && locate(context, host.site);
  const binding = located?.nodes.findLast((node) => node.kind === 'binding');
  const call = binding?.kind === 'binding' ? nodesWhere(binding.value, isCall)[0] : undefined;
  const set = call?.kind === 'apply' ? setIn(call.argument) : undefined;
  const found = set && findBinding(set, ['modules']);
  const list = found && listIn(found.binding.value);
  return located && list ? { file: located.file, list } : undefined;
}

function isCall(node: SyntaxNode): node is Extract<SyntaxNode, { kind: 'apply' }> {
  return node.kind === 'apply' && setIn(node.argument) !== undefined;
}

function outputsOf(tree: SyntaxTree): Lambda | undefined {
  const set = setIn(tree.root);
  const value = set && findBinding(set, ['outputs'])?.binding.value;
  return value?.kind === 'lambda' ? value : undefined;
}

function withInput(tree: SyntaxTree, name: string) {
  const set = setIn(tree.root);
  if (!set || findBinding(set, ['inputs', name, 'url']) || findBinding(set, ['inputs', name])) return [];
  return setAttribute(tree, set, ['inputs', name, 'url'], `"github:nix-community/${name}"`) ?? [];
}
