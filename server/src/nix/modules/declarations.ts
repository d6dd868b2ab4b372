import type { AttrsValue, Site, Thunk, Unknown } from '../eval/value.ts';
import type { NativeBranch, NativeOption, Self } from './declare.ts';
import type { DefinitionSource } from './definitions.ts';
import type { Declaration } from './option.ts';
import { bindNative, readOption } from './option.ts';
import type { Place } from './session.ts';
import { failed } from './session.ts';

/** Declarations at or below an attribute path, from one module. */
export type Branch =
  | { readonly kind: 'native'; readonly tree: NativeBranch | NativeOption; readonly self: Self }
  | { readonly kind: 'nix'; readonly value: Thunk; readonly source: DefinitionSource; readonly site: Site | undefined };

/** The names declared at a level. */
export interface Declared {
  get(name: string): readonly Branch[] | undefined;
  names(): Iterable<string>;
  /** Set where an unknown part may declare more. */
  readonly open: Unknown | undefined;
}

/** Brings the branches of a level together by name. */
export function declaredIn(branches: readonly Branch[], place: Place): Declared {
  const [only] = branches;
  if (branches.length === 0) return nothingDeclared;
  if (branches.length === 1 && only?.kind === 'native') return declaredNatively(only.tree, only.self);
  if (branches.length === 1 && only?.kind === 'nix') {
    const value = only.value.force();
    if (value.kind === 'attrs') return declaredInNix(value, only.source);
  }
  const byName = new Map<string, Branch[]>();
  let open: Unknown | undefined;
  for (const branch of branches) {
    eachChild(branch, place, (name, child) => {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [child]);
      else list.push(child);
    });
    open ??= unknownPart(branch);
  }
  return { get: (name) => byName.get(name), names: () => byName.keys(), open };
}

const nothingDeclared: Declared = { get: () => undefined, names: () => [], open: undefined };

/** The common case of submodules written in TypeScript: nothing to be put together. */
function declaredNatively(tree: NativeBranch | NativeOption, self: Self): Declared {
  if (tree.kind !== 'branch') return nothingDeclared;
  return {
    get(name) {
      const child = tree.children.get(name);
      return child === undefined ? undefined : [{ kind: 'native', tree: child, self }];
    },
    names: () => tree.children.keys(),
    open: undefined,
  };
}

/** The common case of options that one module declares. */
function declaredInNix({ entries, rest }: AttrsValue, source: DefinitionSource): Declared {
  return {
    get(name) {
      const attr = entries.get(name);
      return attr === undefined ? undefined : [{ kind: 'nix', value: attr.thunk, source, site: attr.site }];
    },
    names: () => entries.keys(),
    open: rest,
  };
}

/** The declarations at one name below a branch. */
export function childOf(branch: Branch, name: string): Branch | undefined {
  if (branch.kind === 'native') {
    const child = branch.tree.kind === 'branch' ? branch.tree.children.get(name) : undefined;
    return child && { kind: 'native', tree: child, self: branch.self };
  }
  const value = branch.value.force();
  const attr = value.kind === 'attrs' ? value.entries.get(name) : undefined;
  return attr && { kind: 'nix', value: attr.thunk, source: branch.source, site: attr.site };
}

/** Hands on every child of a branch with its name. */
function eachChild(branch: Branch, place: Place, visit: (name: string, child: Branch) => void): void {
  if (branch.kind === 'native') {
    if (branch.tree.kind !== 'branch') return;
    for (const [name, tree] of branch.tree.children) visit(name, { kind: 'native', tree, self: branch.self });
    return;
  }
  const value = branch.value.force();
  if (value.kind === 'attrs') {
    value.entries.forEach((attr, name) => {
      visit(name, { kind: 'nix', value: attr.thunk, source: branch.source, site: attr.site });
    });
  } else if (value.kind !== 'unknown') {
    const failure = value.kind === 'failure' ? value : failed('type', 'an option declaration is no set', value.site);
    place.session.note(place.path, failure, branch.site);
  }
}

function unknownPart(branch: Branch): Unknown | undefined {
  if (branch.kind === 'native') return undefined;
  const value = branch.value.force();
  return value.kind === 'unknown' ? value : value.kind === 'attrs' ? value.rest : undefined;
}

/** Whether it is not known what a branch declares: not even whether that is an option or a set of options. */
export function isUnknownBranch(branch: Branch): boolean {
  if (branch.kind !== 'nix') return false;
  const value = branch.value.force();
  if (value.kind !== 'attrs') return value.kind === 'unknown';
  return (
    value.rest !== undefined && !value.entries.has('_type') && partsOfOption.some((name) => value.entries.has(name))
  );
}

const partsOfOption = ['default', 'type', 'description', 'example', 'apply'];

/** The option a branch declares at its own path; undefined where it only declares options below it. */
export function asOption(branch: Branch): Declaration | undefined {
  if (branch.kind === 'nix') return readOption(branch.value.force(), branch.source, branch.site);
  return branch.tree.kind === 'option' ? bindNative(branch.tree, branch.self) : undefined;
}
