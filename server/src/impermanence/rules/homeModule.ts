import type { Site } from '../../nix/eval/value.ts';
import { staticName } from '../../nix/syntax/attrPath.ts';
import type { HasAttribute, Lambda, SyntaxNode } from '../../nix/syntax/tree.ts';
import { nodesWhere } from '../../nix/syntax/walk.ts';
import { locate, treeOf } from '../fixes/located.ts';
import { insertListOption } from '../fixes/modules.ts';
import { textAt } from '../fixes/text.ts';
import type { Era } from '../knowledge/revisions.ts';
import type { Model, Store } from '../model/model.ts';
import type { Fix, RuleContext } from './rule.ts';

/** Whether v1's module for Home Manager is among the imports of a user. */
export function importsHomeModule(model: Model, user: string): boolean {
  const isAlone = model.host.kind === 'home';
  return model.persistenceModules.some(
    ({ kind, scope, user: importer }) =>
      kind === 'home-manager' && scope === 'home' && (isAlone || importer === undefined || importer === user),
  );
}

/** Imports v1's module for Home Manager beside a store of home.persistence; undefined where no name for it is in sight. */
export function homeModuleImport(model: Model, { site }: Store, era: Era, context: RuleContext): Fix | undefined {
  const output = era === 'v1-early' ? 'nixosModules.home-manager.impermanence' : 'homeManagerModules.impermanence';
  const module = site && (likeSystem(model, site, output, context) ?? ofInput(model, site, output, context));
  if (!site || module === undefined) return undefined;
  return { title: `Import ${module}`, edits: () => insertListOption(context, site, 'imports', module) };
}

/** Named after how the NixOS module is imported, in the same file. */
function likeSystem(model: Model, { file }: Site, output: string, context: RuleContext): string | undefined {
  const nixos = model.persistenceModules.find(({ kind }) => kind === 'nixos')?.reference.site;
  const text = nixos && textAt(context, nixos);
  if (text === undefined || nixos?.file !== file) return undefined;
  const module = text
    .replace(/nixos\.nix/, 'home-manager.nix')
    .replace(/nixosModules\.(impermanence|default)|nixosModule\b/, output);
  return module === text ? undefined : module;
}

/** By the inputs of the flake, where a function around it takes them: all of them as a set, or this one. */
function ofInput(model: Model, site: Site, output: string, context: RuleContext): string | undefined {
  const { input } = model.releases.impermanence;
  if (input === undefined) return undefined;
  const functions = (locate(context, site)?.nodes ?? []).filter((node): node is Lambda => node.kind === 'lambda');
  const takes = (name: string) =>
    functions.some(({ parameter, formals }) => {
      return parameter?.name === name || formals?.items.some((formal) => formal.name === name);
    });
  if (takes('inputs')) return `inputs.${input}.${output}`;
  return takes(input) ? `${input}.${output}` : undefined;
}

/** Whether the configuration looks first whether home.persistence exists. */
export function asksForOption(model: Model, context: RuleContext): boolean {
  return [...model.files].some((file) => {
    const tree = treeOf(context, file);
    return tree !== undefined && nodesWhere(tree.root, isAboutOption).length > 0;
  });
}

function isAboutOption(node: SyntaxNode): node is HasAttribute {
  return node.kind === 'hasAttribute' && node.path.map(staticName).at(-1) === 'persistence';
}
