import type { Sources } from '../eval/sources.ts';
import type { Attr, FilePath, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { KnownCall } from './knownCalls.ts';

/**
 * `haumea.lib.load { src; inputs; loader; }`: a set with one attribute for each file and folder (nix-community/haumea,
 * src/load.nix). Files are called with the inputs, `self`, `super` and `root`; a `default.nix` stands for its folder; names that start with
 * `_` are not seen from outside.
 * With a transformer, or a loader of its own, the files are not called and their values unknown.
 */
export function loadTree({ context, evaluation, argument }: KnownCall): Value {
  const given = argument.force();
  if (given.kind !== 'attrs') return unknown('a tree of no set');
  const get = (name: string) => given.entries.get(name)?.thunk.force();
  const src = get('src');
  const path = src?.kind === 'path' ? src.path : workspaceOf(src);
  if (path === undefined) return unknown('the folder of a tree is not known');
  const load = loaderOf(get('loader'));
  const transformed = given.entries.has('transformer');
  const inputs = get('inputs');
  const tree: Thunk = lazy(() => {
    if (transformed) return unknown('the transformer of a tree is not applied');
    return folderValue(path, {
      sources: context.sources,
      read: (file, surroundings) => {
        if (load === 'path') return { kind: 'path', path: file };
        const value = evaluation.importFile(file);
        if (load === 'verbatim' || value.kind !== 'function') return value;
        const given = (name: string): Thunk =>
          surroundings.get(name) ?? {
            force: () => memberOf(inputs, name) ?? unknown(`nothing passes \`${name}\` to the files of the tree`),
          };
        const wanted = [...(value.formals?.keys() ?? [])].map((name) => [name, { thunk: given(name) }] as const);
        return evaluation.apply(value, ready({ kind: 'attrs', entries: new Map<string, Attr>(wanted) }));
      },
      root: () => tree,
    });
  });
  return tree.force();
}

function memberOf(set: Value | undefined, name: string): Value | undefined {
  return set?.kind === 'attrs' ? (set.entries.get(name)?.thunk.force() ?? set.rest) : set;
}

function workspaceOf(value: Value | undefined): FilePath | undefined {
  const place = value?.kind === 'unknown' ? value.external : undefined;
  return place?.source.kind === 'workspace' ? place.source.path + place.subpath : undefined;
}

function loaderOf(value: Value | undefined): 'default' | 'path' | 'verbatim' {
  const name = value?.kind === 'unknown' ? value.external?.attributes.at(-1) : undefined;
  return name === 'path' || name === 'verbatim' ? name : 'default';
}

interface Tree {
  readonly sources: Sources;
  readonly read: (file: FilePath, surroundings: ReadonlyMap<string, Thunk>) => Value;
  readonly root: () => Thunk;
}

function folderValue(path: FilePath, tree: Tree, above?: Thunk): Value {
  const content = tree.sources.at(path);
  if (content === undefined) return { kind: 'unknown', reason: `${path} was not read yet`, pending: true };
  if (content.kind !== 'directory') return unknown(`there is no folder ${path}`);
  const entries = new Map<string, Attr>();
  const own: Thunk = lazy(() => ({ kind: 'attrs', entries }));
  for (const [name, kind] of content.children) {
    const child = `${path}/${name}`;
    if (name.startsWith('_')) continue;
    if (kind === 'directory') entries.set(name, { thunk: lazy(() => folderValue(child, tree, own)) });
    else if (name.endsWith('.nix')) {
      const value: Thunk = lazy(() =>
        tree.read(
          child,
          new Map([
            ['self', value],
            ['super', above ?? own],
            ['root', tree.root()],
          ]),
        ),
      );
      entries.set(name.slice(0, -'.nix'.length), { thunk: value });
    }
  }
  return entries.get('default')?.thunk.force() ?? own.force();
}
