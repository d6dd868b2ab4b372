import type { Analysis, HostAnalysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import { concatPaths } from '../../impermanence/model/paths.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { staticName, staticText } from '../../nix/syntax/attrPath.ts';
import { nodesAt } from '../../nix/syntax/nodeAt.ts';
import { entriesAt, mountsAt, storesAt, usersAt } from '../cursor/modelAt.ts';
import { placementAt } from '../cursor/placement.ts';
import { knownOptions } from '../options/knownOptions.ts';
import { optionAt } from '../options/optionAt.ts';
import { placesOf } from './place.ts';
import { writtenPlace, writtenText } from './written.ts';

/** What the name or path at a cursor means across files. */
export type Subject =
  /** A folder of the machine: a store, a mount point, both at once; `store` where a store is kept there. */
  | { readonly kind: 'folder'; readonly path: string; readonly store: boolean; readonly span: Span }
  | { readonly kind: 'user'; readonly name: string; readonly span: Span }
  /** The target of an entry. */
  | { readonly kind: 'target'; readonly path: string; readonly span: Span };

/** What stands at an offset; undefined for what is only a word. */
export function subjectAt(analysis: Analysis, path: FilePath, offset: number): Subject | undefined {
  const [store] = storesAt(analysis, path, offset);
  if (store?.item.path !== undefined) return { kind: 'folder', path: store.item.path, store: true, span: store.span };
  const [mount] = mountsAt(analysis, path, offset);
  if (mount) return folder(mount.item.mountPoint, mount.span, mount.host);
  const [user] = usersAt(analysis, path, offset);
  if (user) return { kind: 'user', name: user.item.name, span: user.span };
  const [entry] = entriesAt(analysis, path, offset);
  if (entry) return { kind: 'target', path: entry.item.path, span: entry.span };
  return userName(analysis, path, offset) ?? literal(analysis, path, offset);
}

/** A string that is the path of a store, or the name that users take from it: `let persist = "/persist"; in …`. */
function literal(analysis: Analysis, path: FilePath, offset: number): Subject | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const node = tree && nodesAt(tree, offset).findLast(({ kind }) => kind === 'string');
  const text = node?.kind === 'string' ? staticText(node) : undefined;
  if (!node || text === undefined) return undefined;
  const span = { start: node.start, end: node.end };
  const hosts = analysis.hostsOf(path);
  if (hosts.some(({ model }) => model.stores.some((store) => isSame(store.path, text))))
    return { kind: 'folder', path: text, store: true, span };
  const users = hosts.flatMap(({ model }) => model.users.filter(({ name }) => name === text));
  const places = placesOf(
    analysis,
    users.map(({ site }) => site),
  ).map((place) => writtenPlace(analysis, place));
  const isMeant = places.some(({ file, span: at }) => file === path && at.start === span.start && at.end === span.end);
  return isMeant ? { kind: 'user', name: text, span } : undefined;
}

function folder(path: string, span: Span, { model }: HostAnalysis): Subject {
  return { kind: 'folder', path, store: model.stores.some((store) => isSame(store.path, path)), span };
}

function isSame(store: string | undefined, path: string): boolean {
  return store !== undefined && concatPaths(store) === concatPaths(path);
}

/** A user's name in an attribute path: of persistence, of Home Manager, of the users themselves. */
function userName(analysis: Analysis, path: FilePath, offset: number): Subject | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const placement = tree && placementAt(tree, offset, 'behind');
  if (placement?.focus.kind !== 'name' || !placement.focus.node) return undefined;
  const { start, end } = placement.focus.node;
  const span = { start, end };
  const name = staticName(placement.focus.node) ?? writtenText(analysis, { file: path, span });
  return name !== undefined && holdsUsers(placement.steps) ? { kind: 'user', name, span } : undefined;
}

/** Whether the names below this way are those of users. */
export function holdsUsers(steps: Parameters<typeof optionAt>[1]): boolean {
  const last = steps.at(-1);
  if (last?.kind !== 'name' || (last.name !== 'users' && last.name !== 'extraUsers')) return false;
  const before = steps.at(-2);
  if (before?.kind === 'name' && (before.name === 'users' || before.name === 'home-manager')) return true;
  return optionAt(knownOptions, steps)?.pattern.join('.') === 'environment.persistence.<name>.users';
}
