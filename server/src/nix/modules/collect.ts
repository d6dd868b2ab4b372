import { workspacePath } from '../eval/files.ts';
import type { FilePath, KnownItem, ListItem, Site, Unknown, Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { ModuleReference } from './configuration.ts';
import { propertyType } from './definitions.ts';
import type { ModuleForm } from './moduleForm.ts';
import { reasonOf, unifyModule } from './moduleForm.ts';
import type { Session } from './session.ts';
import { failed } from './session.ts';

/** A module that takes part in a module set. */
export interface LoadedModule extends ModuleForm {
  /** Set where it is unknown whether the module is imported at all. */
  readonly maybe: Unknown | undefined;
}

export interface Collected {
  /** Each once, in the order of nixpkgs' `collectModules`: breadth first. */
  readonly modules: readonly LoadedModule[];
  /** Everything that was named as a module, in the order met. */
  readonly references: readonly ModuleReference[];
}

interface CollectRequest {
  readonly session: Session;
  /** Modules in front of the others that belong to no user. */
  readonly shared: readonly ListItem[];
  readonly modules: readonly ListItem[];
  /** Calls a module that is a function. */
  readonly call: (value: Value) => Value;
  readonly scope: 'nixos' | 'home';
  readonly user: string | undefined;
  /** The file that names the first modules. */
  readonly file: FilePath | undefined;
}

/** More modules than any configuration has: beyond it something goes round in circles through functions. */
const maximalModules = 20_000;
const maximalDepth = 200;

interface Node {
  readonly module: LoadedModule;
  readonly children: readonly Node[];
}

interface Walk extends CollectRequest {
  readonly references: ModuleReference[];
  /** Modules read from files, by path: a file imported twice is the same module. */
  readonly byPath: Map<string, Node | 'busy'>;
  /** What the modules given as values are called, for most of them a number of their own. */
  readonly keys: Set<string>;
  /** Modules given as values whose imports are being followed. */
  readonly under: Set<Value>;
  count: number;
}

/**
 * Follows all imports from a list of modules. Nothing of `config` is looked at. What cannot be followed becomes a
 * reference with its reason; a missing file and a circle of imports are taken down as failures.
 */
export function collectModules(request: CollectRequest): Collected {
  const walk: Walk = { ...request, references: [], byPath: new Map(), keys: new Set(), under: new Set(), count: 0 };
  const shared = followAll({ ...walk, user: undefined }, request.shared, request.file, ':shared', undefined, 0);
  const roots = [...shared, ...followAll(walk, request.modules, request.file, '', undefined, 0)];
  const disabled = disabledKeys(roots);
  return { modules: breadthFirst(roots, disabled), references: walk.references };
}

function followAll(
  walk: Walk,
  items: readonly ListItem[],
  file: FilePath | undefined,
  parentKey: string,
  maybe: Unknown | undefined,
  depth: number,
): readonly Node[] {
  return items.flatMap((item, index) => {
    if (item.kind === 'gap') {
      refer(walk, undefined, undefined, item.unknown, item.unknown, maybe ?? item.unknown);
      return [];
    }
    return follow(walk, item, file, `${parentKey}:anon-${index + 1}`, item.maybe ?? maybe, depth);
  });
}

function refer(
  walk: Walk,
  file: FilePath | undefined,
  site: Site | undefined,
  unfollowed: Unknown | undefined,
  value: Value,
  maybe: Unknown | undefined,
): void {
  walk.references.push({
    file,
    site: site ?? value.site,
    external: value.kind === 'unknown' ? value.external : undefined,
    unfollowed,
    scope: walk.scope,
    user: walk.user,
    condition: maybe === undefined ? 'yes' : 'unknown',
  });
}

function follow(
  walk: Walk,
  item: KnownItem,
  file: FilePath | undefined,
  key: string,
  maybe: Unknown | undefined,
  depth: number,
): readonly Node[] {
  const value = item.thunk.force();
  const site = item.site ?? value.site;
  if (++walk.count > maximalModules || depth > maximalDepth) {
    refer(walk, undefined, site, unknown('there are too many modules to follow'), value, maybe);
    return [];
  }
  switch (value.kind) {
    case 'path':
      return followPath(walk, value.path, site, maybe, depth);
    case 'string':
      if (value.text.startsWith('/')) return followPath(walk, value.text, site, maybe, depth);
      break;
    case 'attrs':
    case 'function':
      return followValue(walk, value, site, file, key, maybe, depth);
    case 'unknown': {
      const path = workspacePath(value);
      if (path !== undefined) return followPath(walk, path, site, maybe, depth);
      refer(walk, undefined, site, value, value, maybe);
      return [];
    }
    default:
      break;
  }
  const failure = value.kind === 'failure' ? value : notAModule(value);
  walk.session.note(['imports'], failure, site ?? failure.site);
  refer(walk, undefined, site, reasonOf(failure), value, maybe);
  return [];
}

function followValue(
  walk: Walk,
  value: Value,
  site: Site | undefined,
  file: FilePath | undefined,
  key: string,
  maybe: Unknown | undefined,
  depth: number,
): readonly Node[] {
  if (walk.under.has(value)) return refuseCircle(walk, 'a module', undefined, site, value, maybe);
  walk.under.add(value);
  const before = walk.references.length;
  const node = load(walk, value, key, value.site?.file ?? file, maybe, depth);
  walk.under.delete(value);
  // One that says itself who it is, and has surely been here, imports nothing again.
  if (walk.keys.has(node.module.key)) walk.references.length = before;
  if (maybe === undefined) walk.keys.add(node.module.key);
  refer(walk, node.module.file, site, troubleOf(node.module), value, maybe);
  return [node];
}

function notAModule(value: Value) {
  if (value.kind === 'list') return failed('type', "Module imports can't be nested lists.", value.site);
  return failed('type', `a ${value.kind} is not a module`, value.site);
}

function followPath(
  walk: Walk,
  path: string,
  site: Site | undefined,
  maybe: Unknown | undefined,
  depth: number,
): readonly Node[] {
  const { session } = walk;
  const known = walk.byPath.get(path);
  const found = session.evaluation.locate(path);
  if (known === 'busy') {
    const file = found.kind === 'file' ? found.path : undefined;
    return refuseCircle(walk, path, file, site, { kind: 'path', path }, maybe);
  }
  const reference = { kind: 'path', path } as const;
  if (found.kind !== 'file') {
    if (found.kind === 'missing')
      session.note(['imports'], failed('missing-file', found.reason), site, 'missing-import');
    const reason: Unknown = { kind: 'unknown', reason: found.reason, site, pending: found.kind === 'pending' };
    refer(walk, undefined, site, reason, reference, maybe);
    return [];
  }
  if (known !== undefined) {
    refer(walk, found.path, site, undefined, reference, maybe);
    return [known];
  }
  const index = walk.references.length;
  refer(walk, found.path, site, undefined, reference, maybe);
  walk.byPath.set(path, 'busy');
  session.imported.set(found.path, (session.imported.get(found.path) ?? 0) + 1);
  const node = load(walk, session.evaluation.importModule(path), path, found.path, maybe, depth);
  walk.byPath.set(path, node);
  const trouble = troubleOf(node.module);
  const referred = walk.references[index];
  if (trouble !== undefined && referred !== undefined) walk.references[index] = { ...referred, unfollowed: trouble };
  return [node];
}

/** A module that comes to import itself never ends in real Nix. */
function refuseCircle(
  walk: Walk,
  name: string,
  file: FilePath | undefined,
  site: Site | undefined,
  value: Value,
  maybe: Unknown | undefined,
): readonly Node[] {
  walk.session.note(
    ['imports'],
    failed('infinite-recursion', `${name} imports itself in a circle`),
    site,
    'import-cycle',
  );
  refer(walk, file, site, unknown('it imports itself in a circle'), value, maybe);
  return [];
}

function troubleOf(module: LoadedModule): Unknown | undefined {
  return module.trouble === undefined ? undefined : reasonOf(module.trouble);
}

function load(
  walk: Walk,
  value: Value,
  key: string,
  file: FilePath | undefined,
  maybe: Unknown | undefined,
  depth: number,
): Node {
  const module: LoadedModule = { ...readModule(value, key, file, walk.call), maybe };
  if (module.trouble?.kind === 'failure') walk.session.note([], module.trouble, module.trouble.site);
  const { imports } = module;
  if (imports.trouble !== undefined) {
    if (imports.trouble.kind === 'failure')
      walk.session.note(['imports'], imports.trouble, imports.trouble.site ?? imports.site);
    refer(walk, undefined, imports.site, reasonOf(imports.trouble), imports.trouble, maybe);
  }
  return { module, children: followAll(walk, imports.items, module.file, module.key, maybe, depth + 1) };
}

/** A module in its long form, called if it is a function. */
export function readModule(
  value: Value,
  key: string,
  file: FilePath | undefined,
  call: (value: Value) => Value,
): ModuleForm {
  const applied = propertyType(value) === undefined && isFunction(value) ? call(value) : value;
  return unifyModule(applied, key, file);
}

function isFunction(value: Value): boolean {
  return value.kind === 'function' || (value.kind === 'attrs' && value.entries.has('__functor'));
}

/** Keys named by `disabledModules` anywhere, in modules that are disabled themselves too. */
function disabledKeys(roots: readonly Node[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const seen = new Set<Node>();
  const visit = (node: Node) => {
    if (seen.has(node)) return;
    seen.add(node);
    const value = node.module.disabled?.force();
    if (value?.kind === 'list')
      for (const item of value.items) if (item.kind === 'item') addKey(keys, item.thunk.force());
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  return keys;
}

/** A name that is no absolute path is one of nixpkgs' own modules, below its `modulesPath`. */
function addKey(keys: Set<string>, value: Value): void {
  if (value.kind === 'path') keys.add(value.path);
  else if (value.kind === 'string') {
    if (value.text.startsWith('/')) keys.add(value.text);
  } else if (value.kind === 'attrs') {
    const key = value.entries.get('key')?.thunk.force();
    if (key?.kind === 'string') keys.add(key.text);
  }
}

function breadthFirst(roots: readonly Node[], disabled: ReadonlySet<string>): readonly LoadedModule[] {
  const modules = new Map<string, LoadedModule>();
  let wave = roots;
  while (wave.length > 0) {
    const next: Node[] = [];
    for (const node of wave) {
      const { key } = node.module;
      if (disabled.has(key)) continue;
      const there = modules.get(key);
      if (there === undefined) next.push(...node.children);
      if (there === undefined || (there.maybe !== undefined && node.module.maybe === undefined))
        modules.set(key, node.module);
    }
    wave = next;
  }
  return [...modules.values()];
}
