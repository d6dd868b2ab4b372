import type { Sources } from '../eval/sources.ts';
import type { Attr, FilePath, FunctionValue, ListItem, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { KnownCall } from './knownCalls.ts';

/** More files than any folder of modules has. */
const maximalFiles = 20_000;

/**
 * `import-tree`: all Nix files below a folder as one module (vic/import-tree, default.nix). Files and folders whose name
 * starts with `_` are left out. Called with a set or list, it takes what is in it.
 */
export function importTree({ context, argument, site }: KnownCall): Value {
  return moduleOf(() => treeItems(context.sources, argument.force(), site), site);
}

function moduleOf(items: () => readonly ListItem[], site: Site | undefined): Value {
  const imports = lazy(() => ({ kind: 'list', items: items(), site }));
  return { kind: 'attrs', entries: new Map<string, Attr>([['imports', { thunk: imports, site }]]), site };
}

function treeItems(sources: Sources, value: Value, site: Site | undefined): readonly ListItem[] {
  switch (value.kind) {
    case 'path':
      return fileItems(nixFiles(sources, value.path), site);
    case 'string':
      if (value.text.startsWith('/')) return fileItems(nixFiles(sources, value.text), site);
      break;
    case 'list':
      return value.items.flatMap((item) => (item.kind === 'gap' ? item : treeItems(sources, item.thunk.force(), site)));
    case 'attrs':
      if (value.entries.has('outPath')) return treeItems(sources, outPath(value.entries.get('outPath')), site);
      return [{ kind: 'item', thunk: ready(value), site }];
    case 'unknown': {
      const place = value.external;
      if (place?.source.kind === 'workspace')
        return fileItems(nixFiles(sources, place.source.path + place.subpath), site);
      return [{ kind: 'gap', unknown: value }];
    }
    default:
      break;
  }
  return [{ kind: 'item', thunk: ready(value), site }];
}

function outPath(attr: Attr | undefined): Value {
  return attr?.thunk.force() ?? unknown('a set without outPath');
}

function fileItems(files: readonly FilePath[] | Unknown, site: Site | undefined): readonly ListItem[] {
  if ('kind' in files) return [{ kind: 'gap', unknown: files }];
  return files.map((path) => ({ kind: 'item', thunk: ready({ kind: 'path', path, site }), site }));
}

/** The Nix files below a folder in order; a file gives itself. Links to folders are not followed. */
export function nixFiles(
  sources: Sources,
  path: FilePath,
  keep: (name: string) => boolean = notHidden,
): readonly FilePath[] | Unknown {
  const content = sources.at(path);
  if (content === undefined) return { kind: 'unknown', reason: `${path} was not read yet`, pending: true };
  if (content.kind === 'file') return [path];
  if (content.kind !== 'directory') return unknown(`there is no folder ${path}`);
  const files: FilePath[] = [];
  for (const name of [...content.children.keys()].sort()) {
    if (!keep(name)) continue;
    const child = `${path === '/' ? '' : path}/${name}`;
    const kind = content.children.get(name);
    if (kind === 'directory') {
      const below = nixFiles(sources, child, keep);
      if ('kind' in below) return below;
      files.push(...below);
    } else if (name.endsWith('.nix')) files.push(child);
    if (files.length > maximalFiles) return unknown(`${path} holds too many files`);
  }
  return files;
}

function notHidden(name: string): boolean {
  return !name.startsWith('_');
}

/** A function of one argument as a value. */
export function nativeFunction(apply: (argument: Thunk) => Value, name?: string): FunctionValue {
  return { kind: 'function', apply, name };
}
