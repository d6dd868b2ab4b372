import { knownOptions } from '../options/knownOptions.ts';
import type { OptionNode } from '../options/optionTree.ts';
import type { CompletionPlace } from './place.ts';

/**
 * The options at the top of a module, where the cursor stands at such a place: the set that a file is or returns, an item of
 * `imports` or `modules`, the value of `config` or of a Home Manager user.
 */
export function moduleRoot(place: CompletionPlace): { readonly node: OptionNode } | undefined {
  const { steps } = place.placement;
  const last = steps.at(-1);
  const before = steps.at(-2);
  const beforeName = before?.kind === 'name' ? before.name : undefined;
  const isHome = isInHome(place);
  const isTop =
    (last === undefined && !place.source.path.endsWith('/flake.nix') && !isInLet(place)) ||
    (last?.kind === 'item' && ['imports', 'modules', 'sharedModules'].includes(beforeName ?? '')) ||
    (last?.kind === 'name' && last.name === 'config' && steps.length === 1) ||
    (last?.kind === 'name' && beforeName === 'users' && nameAt(place, -3) === 'home-manager');
  if (!isTop) return undefined;
  const children = [...knownOptions.children].filter(([name]) => isOfHome(name) === isHome);
  return { node: { fact: undefined, children: new Map(children) } };
}

/** Whether the options below a name at the top are those of Home Manager. */
export function isOfHome(name: string | undefined): boolean {
  return name === 'home' || name === 'xdg';
}

/** Whether the cursor is in a module of a home: in a file that is one, or in one within a module of the system. */
export function isInHome(place: CompletionPlace): boolean {
  const { steps } = place.placement;
  const at = steps.findIndex((step) => step.kind === 'name' && step.name === 'home-manager');
  const below = at >= 0 ? nameAt(place, at + 1) : undefined;
  return isHomeModule(place) || ((below === 'users' || below === 'sharedModules') && steps.length > at + 2);
}

/** The Home Manager user that the file belongs to, or whose configuration the cursor is in; undefined where there is none. */
export function userOfModule(place: CompletionPlace): string | undefined {
  const { steps } = place.placement;
  const at = steps.findIndex((step) => step.kind === 'name' && step.name === 'home-manager');
  const user = at >= 0 && nameAt(place, at + 1) === 'users' ? nameAt(place, at + 2) : undefined;
  return user ?? homesWith(place)[0];
}

/** Whether the file is a module of a home; one of the system may hold the module of a home as well, further in. */
function isHomeModule(place: CompletionPlace): boolean {
  const { host, source } = place;
  if (host?.host.kind === 'home') return true;
  const isOfSystem = host?.model.configuration.modules.some(
    ({ file, scope }) => file === source.path && scope === 'nixos',
  );
  return isOfSystem !== true && homesWith(place).length > 0;
}

/** Whether the cursor is among the names that a `let` binds. */
function isInLet({ placement: { nodes } }: CompletionPlace): boolean {
  return nodes.some((node, index) => node.kind === 'letIn' && nodes[index + 1] !== node.body);
}

function homesWith({ host, source }: CompletionPlace): readonly string[] {
  const homes = host?.model.configuration.homes() ?? new Map();
  return [...homes]
    .filter(([, home]) => home.modules.some(({ file }: { file?: string }) => file === source.path))
    .map(([user]) => user);
}

function nameAt({ placement }: CompletionPlace, index: number): string | undefined {
  const step = placement.steps.at(index);
  return step?.kind === 'name' ? step.name : undefined;
}
