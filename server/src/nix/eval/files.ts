import { delay, Env, type Machine } from './machine.ts';
import { normalize } from './paths.ts';
import type { PathContent } from './sources.ts';
import { type External, type FilePath, type Site, type Thunk, type Unknown, unknown, type Value } from './value.ts';
import { because, failure } from './values.ts';

/** The value of a file of the workspace (`import path`; a folder stands for its default.nix). Each file is evaluated once. */
export function importPath(machine: Machine, path: FilePath, site?: Site): Value {
  const normal = normalize(path);
  machine.readByCode.add(normal);
  return importFile(machine, normal, site, importPath);
}

/** As `importPath`, for the module system: the value goes nowhere but to the modules. */
export function importModule(machine: Machine, path: FilePath): Value {
  return importFile(machine, normalize(path), undefined, importModule);
}

type Import = (machine: Machine, path: FilePath, site?: Site) => Value;

function importFile(machine: Machine, normal: FilePath, site: Site | undefined, again: Import): Value {
  const known = machine.imports.get(normal);
  if (known !== undefined) return known.force();
  const content = contentAt(machine, normal);
  if (content === undefined) return notRead(normal, site);
  switch (content.kind) {
    case 'missing':
      return missingFile(normal, 'opening file', site);
    case 'unreadable':
      return unknown(`${normal} cannot be read: ${content.reason}`, site);
    case 'directory':
      if (normal.endsWith('/default.nix')) return failure('other', `${normal} is a folder`, site);
      return again(machine, normal === '/' ? '/default.nix' : `${normal}/default.nix`, site);
    case 'file': {
      const { nix } = content.file;
      if (nix === undefined) return unknown(`${normal} is no Nix file`, site);
      const generated = () => machine.hooks.importFile?.(content.file, (path) => lookUp(machine, path));
      const thunk = delay(
        machine,
        () => generated() ?? machine.evaluate(nix.summary.root, new Env(machine, [], undefined)),
      );
      machine.imports.set(normal, thunk);
      return thunk.force();
    }
  }
}

/** What a file gives that is not there; `doing` is what Nix says it was at. One in another part of the file system may be on the machine. */
export function missingFile(path: FilePath, doing: string, site: Site | undefined): Value {
  if (isElsewhere(path, site?.file)) return unknown(`what the machine has at ${path} is not known`, site);
  return failure('missing-file', `${doing} '${path}': No such file or directory`, site);
}

/**
 * Whether a path lies in another part of the file system than the file that asks for it (`/etc` beside `/home`). What is not there is
 * not here: the machine that the configuration is for may have it.
 */
export function isElsewhere(path: FilePath, asking: FilePath | undefined): boolean {
  const top = (file: FilePath) => file.slice(0, file.indexOf('/', 1) + 1);
  return asking !== undefined && top(asking) !== '' && !path.startsWith(top(asking));
}

/** What stands at a path; undefined, and noted as pending, where it was not fetched yet. */
export function lookUp(machine: Machine, path: FilePath): PathContent | undefined {
  machine.readByCode.add(path);
  return contentAt(machine, path);
}

function contentAt(machine: Machine, path: FilePath): PathContent | undefined {
  machine.files.add(path);
  const content = machine.sources.at(path);
  if (content === undefined) machine.pending.add(path);
  return content;
}

/** As `lookUp`, without wanting the text. */
export function kindAt(machine: Machine, path: FilePath): 'file' | 'directory' | 'missing' | undefined {
  machine.files.add(path);
  const kind = machine.sources.kindOf(path);
  if (kind === undefined) machine.pending.add(path);
  return kind;
}

/** The answer for what has to be fetched first. */
export function notRead(path: FilePath, site?: Site): Unknown {
  return { kind: 'unknown', reason: `${path} was not read yet`, site, pending: true };
}

/**
 * The path of the workspace behind a value: a path, a string that is absolute, or a copy of something in the
 * workspace (`self + "/modules"`); undefined for anything else.
 */
export function workspacePath(value: Value): FilePath | undefined {
  if (value.kind === 'path') return value.path;
  if (value.kind === 'string')
    return value.text.startsWith('/') && !value.text.startsWith('/nix/store/') ? normalize(value.text) : undefined;
  const place = value.kind === 'unknown' ? value.external : undefined;
  return place?.source.kind === 'workspace' && !place.imported
    ? normalize(place.source.path + place.subpath)
    : undefined;
}

/** What is known of the text of a copy in the store: its part below the folder that was copied (`/modules/a.nix`). */
export function subpathInStore(value: Value): string | undefined {
  const place = value.kind === 'unknown' ? value.external : undefined;
  if (place?.source.kind !== 'workspace' || place.imported || place.attributes.length > 0) return undefined;
  return place.subpath;
}

/** `import` of what a value stands for. */
export function importValue(machine: Machine, value: Value, site?: Site): Value {
  if (value.kind === 'failure') return value;
  const path = workspacePath(value);
  if (path !== undefined) return importPath(machine, path, site);
  if (value.kind === 'unknown') return importUnknown(machine, value, site);
  if (value.kind === 'string') {
    return value.text.startsWith('/')
      ? unknown(`${value.text} lies in the store`, site)
      : failure('type', `string '${value.text}' doesn't represent an absolute path`, site);
  }
  return failure('type', `cannot coerce ${value.kind} to a path`, site);
}

function importUnknown(machine: Machine, value: Unknown, site?: Site): Value {
  const place = value.external;
  if (place === undefined) return because(value, site);
  const imported: External = { ...place, imported: true };
  return (
    machine.hooks.importExternal?.(imported, value, site) ?? {
      kind: 'unknown',
      reason: value.reason,
      site,
      external: imported,
    }
  );
}

/** `scopedImport scope path`: as import, with variables of the caller's. */
export function importScoped(machine: Machine, scope: ReadonlyMap<string, Thunk>, path: FilePath, site?: Site): Value {
  const content = lookUp(machine, path);
  if (content === undefined) return notRead(path, site);
  if (content.kind === 'directory') return importScoped(machine, scope, `${path}/default.nix`, site);
  if (content.kind === 'missing') return missingFile(path, 'opening file', site);
  if (content.kind === 'unreadable' || content.file.nix === undefined) return unknown(`${path} cannot be read`, site);
  const inner = withGlobals(machine, new Map([...machine.globals, ...scope]));
  return inner.evaluate(content.file.nix.summary.root, new Env(inner, [], undefined));
}

/** The same evaluation, its fuel included, seen by files that have other global variables. */
function withGlobals(machine: Machine, globals: Machine['globals']): Machine {
  const inner: Machine = Object.create(machine, { globals: { value: globals }, imports: { value: new Map() } });
  for (const key of ['fuel', 'depth', 'speculation', 'assumptions'] as const) {
    Object.defineProperty(inner, key, {
      get: () => machine[key],
      set: (value: number) => {
        machine[key] = value;
      },
    });
  }
  return inner;
}
