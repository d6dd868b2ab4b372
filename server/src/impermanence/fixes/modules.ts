import type { FilePath, Site } from '../../nix/eval/value.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import { findBinding, setAttribute } from '../../nix/syntax/build/attributes.ts';
import { insertListItem } from '../../nix/syntax/build/lists.ts';
import type { AttributeSet, List, SyntaxTree } from '../../nix/syntax/tree.ts';
import type { Model } from '../model/model.ts';
import type { FileEdit, FixContext } from './fileEdit.ts';
import { inFile, locate, treeOf } from './located.ts';
import { listIn, setIn } from './values.ts';

/**
 * Defines an option of the system: in the module that `near` stands in, else in the host's own module, else beside its
 * root file system. Items of a list literal are added to the list that is there. Undefined where no module can be written to.
 */
export function insertOption(
  context: FixContext,
  model: Model,
  path: readonly string[],
  text: string,
  near?: Site | undefined,
): readonly FileEdit[] | undefined {
  if (near) return insertOptionAt(context, near, path, text);
  if (model.host.root !== model.host.flake && treeOf(context, model.host.root)) {
    return insertIntoFile(context, model.host.root, path, text);
  }
  const sites = ownSites(model);
  const beside = sites.find(({ file }) => file !== model.host.flake) ?? sites[0];
  return beside && insertOptionAt(context, beside, path, text);
}

/** Defines an option of the system in the module that a site stands in. */
export function insertOptionAt(
  context: FixContext,
  site: Site,
  path: readonly string[],
  text: string,
): readonly FileEdit[] | undefined {
  return insertIntoFile(context, site.file, path, text, site);
}

/** Where the host says something of its own, the root file system first. */
function ownSites({ mounts, users, stores }: Model): readonly Site[] {
  const sites = [
    ...mounts.filter(({ mountPoint }) => mountPoint === '/').map(({ site }) => site),
    ...users.map(({ site }) => site),
    ...stores.filter(({ scope }) => scope.kind === 'system').map(({ site }) => site),
  ];
  return sites.filter((site) => site !== undefined);
}

function insertIntoFile(
  context: FixContext,
  file: FilePath,
  path: readonly string[],
  text: string,
  site?: Site,
): readonly FileEdit[] | undefined {
  const tree = treeOf(context, file);
  const body = tree && (isFlake(tree) ? site && moduleAround(context, site) : setIn(tree.root));
  const set = body && (path[0] === 'imports' ? body : configOf(body));
  if (!tree || !set) return undefined;
  const list = listAt(set, path);
  const item = /^\[ (.*) \]$/s.exec(text)?.[1];
  const edits =
    list && item !== undefined
      ? insertListItem(tree, list, list.items.length, item)
      : setAttribute(tree, set, path, text);
  return edits && inFile(file, edits);
}

function listAt(set: AttributeSet, path: readonly string[]): List | undefined {
  const found = findBinding(set, path);
  return found && listIn(found.binding.value);
}

/** The set in which a module defines options: its body, or `config` where it has one. */
function configOf(body: AttributeSet): AttributeSet | undefined {
  const config = findBinding(body, ['config']);
  return config ? setIn(config.binding.value) : body;
}

function isFlake({ root }: SyntaxTree): boolean {
  const set = setIn(root);
  return set !== undefined && findBinding(set, ['outputs']) !== undefined;
}

/** The module of a flake.nix that a site stands in: an item of the list of modules of a system. */
function moduleAround(context: FixContext, site: Site): AttributeSet | undefined {
  const nodes = locate(context, site)?.nodes ?? [];
  const at = nodes.findIndex((node) => node.kind === 'binding' && staticName(node.path.at(-1) ?? noName) === 'modules');
  const body = at < 0 ? undefined : nodes.slice(at).find(({ kind }) => kind === 'attributeSet');
  return body?.kind === 'attributeSet' ? body : undefined;
}

const noName = { kind: 'missing', start: 0, end: 0 } as const;

/** Adds an item to a list option of the module that a name below `home` stands in: `imports` beside `home.persistence`. */
export function insertListOption(
  context: FixContext,
  site: Site,
  option: string,
  item: string,
): readonly FileEdit[] | undefined {
  const located = locate(context, site);
  if (!located) return undefined;
  const { nodes, tree, file } = located;
  const at = nodes.findLastIndex(
    (node) => node.kind === 'binding' && node.path[0] !== undefined && staticName(node.path[0]) === 'home',
  );
  // The imports of a module stand beside its `config`.
  const above = nodes.findLastIndex((node, index) => index < at && node.kind === 'binding');
  const holder = nodes[above];
  const isConfig =
    holder?.kind === 'binding' && holder.path.length === 1 && holder.path.map(staticName)[0] === 'config';
  const set = nodes[isConfig ? above - 1 : at - 1];
  if (at < 1 || set?.kind !== 'attributeSet') return undefined;
  const list = listAt(set, [option]);
  const edits = list
    ? insertListItem(tree, list, list.items.length, item)
    : setAttribute(tree, set, [option], `[ ${item} ]`);
  return edits && inFile(file, edits);
}
