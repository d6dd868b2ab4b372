import type { Sources } from '../eval/sources.ts';
import type {
  Attr,
  AttrsValue,
  FilePath,
  FunctionValue,
  ListItem,
  Site,
  Thunk,
  Unknown,
  Value,
} from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';

/** More files than any folder of modules has. */
const maximalFiles = 20_000;

/**
 * What `import-tree` finds in folders, lists and whatever else it is given, as sets: `value`, `seen` (the path below the
 * folder, or the thing itself) and `plain` (a Nix file below no name that starts with `_`, or no file at all). `hidden`:
 * what is below such names as well.
 */
export function treeLeaves(sources: Sources, places: readonly Thunk[], hidden: boolean): Value {
  const items = places.flatMap((place) => {
    const value = place.force();
    return isArguments(value) ? [] : leavesOf({ sources, hidden }, value);
  });
  return { kind: 'list', items };
}

/** Whether it is what modules are called with: then the tree itself is the module. */
function isArguments(value: Value): boolean {
  return value.kind === 'attrs' && value.entries.has('options');
}

interface Walk {
  readonly sources: Sources;
  /** Whether names that start with `_` are looked into. */
  readonly hidden: boolean;
}

function leavesOf(walk: Walk, value: Value): readonly ListItem[] {
  switch (value.kind) {
    case 'path':
      return fileLeaves(walk, value.path, value.site);
    case 'string':
      return value.text.startsWith('/') ? fileLeaves(walk, value.text, value.site) : [otherLeaf(value)];
    case 'list':
      return value.items.flatMap((item) => (item.kind === 'gap' ? item : leavesOf(walk, item.thunk.force())));
    case 'attrs': {
      const files = value.entries.has('__config') ? filesOf(value) : undefined;
      if (files !== undefined) return leavesOf(walk, files);
      const path = value.entries.get('outPath');
      return path === undefined ? [otherLeaf(value)] : leavesOf(walk, path.thunk.force());
    }
    case 'unknown': {
      const place = value.external;
      if (place?.source.kind === 'workspace') return fileLeaves(walk, place.source.path + place.subpath, value.site);
      return [{ kind: 'gap', unknown: value }];
    }
    default:
      return [otherLeaf(value)];
  }
}

/** The files of another tree, which need no more of the library than is there. */
function filesOf(tree: AttrsValue): Value | undefined {
  const withLib = tree.entries.get('withLib')?.thunk.force();
  const found = withLib?.kind === 'function' ? withLib.apply(ready({ kind: 'null' })) : undefined;
  return found?.kind === 'attrs' ? found.entries.get('files')?.thunk.force() : undefined;
}

function fileLeaves({ sources, hidden }: Walk, root: FilePath, site: Site | undefined): readonly ListItem[] {
  const folder = root === '/' ? root : root.replace(/\/+$/, '');
  const files = filesBelow(sources, folder, hidden);
  if ('kind' in files) return [{ kind: 'gap', unknown: files }];
  return files.map((path) => {
    const seen = path === folder ? path : path.slice(folder.length);
    const isPlain = seen.endsWith('.nix') && !seen.includes('/_');
    return leaf({ kind: 'path', path, site }, { kind: 'string', text: seen }, isPlain);
  });
}

function otherLeaf(value: Value): ListItem {
  return leaf(value, value, true);
}

function leaf(value: Value, seen: Value, isPlain: boolean): ListItem {
  const entries = new Map<string, Attr>([
    ['value', { thunk: ready(value) }],
    ['seen', { thunk: ready(seen) }],
    ['plain', { thunk: ready({ kind: 'boolean', value: isPlain }) }],
  ]);
  return { kind: 'item', thunk: ready({ kind: 'attrs', entries }), site: value.site };
}

/** The files below a folder in order; a file gives itself. Links to folders are not followed. */
function filesBelow(sources: Sources, path: FilePath, hidden: boolean): readonly FilePath[] | Unknown {
  const content = sources.at(path);
  if (content === undefined) return { kind: 'unknown', reason: `${path} was not read yet`, pending: true };
  if (content.kind === 'file') return [path];
  if (content.kind !== 'directory') return unknown(`there is no folder ${path}`);
  const files: FilePath[] = [];
  for (const name of [...content.children.keys()].sort()) {
    if (!hidden && name.startsWith('_')) continue;
    const child = `${path === '/' ? '' : path}/${name}`;
    const kind = content.children.get(name);
    if (kind === 'directory') {
      const below = filesBelow(sources, child, hidden);
      if ('kind' in below) return below;
      files.push(...below);
    } else files.push(child);
    if (files.length > maximalFiles) return unknown(`${path} holds too many files`);
  }
  return files;
}

/** A function of one argument as a value. */
export function nativeFunction(apply: (argument: Thunk) => Value, name?: string): FunctionValue {
  return { kind: 'function', apply, name };
}
