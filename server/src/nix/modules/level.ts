import type { OptionType } from '../eval/optionType.ts';
import type { Attr, AttrsValue, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import type { Definition, MergedSet } from './configuration.ts';
import type { NativeBranch, NativeOption, Self } from './declare.ts';
import { describeDefinitions } from './definitionList.ts';
import type { DefinitionSource, PushedSet, RawDefinition } from './definitions.ts';
import { pushDown } from './definitions.ts';
import { freeMember } from './free.ts';
import { gatherSets } from './gather.ts';
import { mergedOrigin } from './mergedSet.ts';
import { mergeDefinitions } from './mergeType.ts';
import type { Declaration, Option } from './option.ts';
import { bindNative, makeOption, mergeDeclarations, readOption } from './option.ts';
import type { Place } from './session.ts';
import { failed, inside, showOption } from './session.ts';

/** Declarations at or below an attribute path, from one module. */
export type Branch =
  | { readonly kind: 'native'; readonly tree: NativeBranch | NativeOption; readonly self: Self }
  | { readonly kind: 'nix'; readonly value: Thunk; readonly source: DefinitionSource; readonly site: Site | undefined };

/** What a set does with names that nobody declares. */
export type Openness =
  /** Real Nix refuses them. */
  | { readonly kind: 'closed' }
  /** `freeformType`: the names are merged by the element type of it. */
  | { readonly kind: 'freeform'; readonly type: OptionType }
  /** Part of NixOS or Home Manager whose declarations are not at hand: merged by shape, and more may be there. */
  | {
      readonly kind: 'world';
      readonly rest: (path: readonly string[]) => Unknown;
      readonly owns: (name: string) => boolean;
      /** Names that are not at its top, whatever modules there are. */
      readonly lacks?: ((name: string) => boolean) | undefined;
    };

export interface LevelInput {
  readonly place: Place;
  /** Length of the path of the module set itself. */
  readonly depth: number;
  readonly branches: readonly Branch[];
  readonly sets: () => readonly PushedSet[];
  readonly openness: () => Openness;
  /** What may be declared besides, known without looking at definitions. */
  readonly world: Openness | undefined;
  /** Unknown parts of modules leave no doubt at the top (the host is open then), only below. */
  readonly isRoot: boolean;
}

export type Member =
  | {
      readonly kind: 'option';
      readonly option: Option;
      readonly value: Thunk;
      readonly definitions: () => readonly Definition[];
    }
  | {
      readonly kind: 'level';
      readonly level: Level;
      readonly value: Thunk;
      readonly definitions: () => readonly Definition[];
    }
  | {
      readonly kind: 'free';
      readonly value: Thunk;
      readonly definitions: () => readonly Definition[];
      readonly doubt?: Unknown | undefined;
      readonly absent?: boolean;
    };

/** All modules at one attribute path above the options: `config.services`, say. */
export interface Level {
  readonly member: (name: string) => Member | undefined;
  readonly value: Thunk;
  readonly options: Thunk;
  readonly undeclared: () => ReturnType<MergedSet['undeclared']>;
}

/** Brings declarations and definitions of a level together; nothing is looked into before it is asked for. */
export function makeLevel(input: LevelInput): Level {
  const { place } = input;
  const gathered = once(() => gatherSets(input.sets(), input.isRoot, place));
  const declared = once(() => declaredNames(input.branches, place));
  const members = new Map<string, Member | undefined>();
  const member = (name: string) => {
    if (!members.has(name))
      members.set(name, makeMember(name, input, gathered().byName.get(name) ?? [], declared, gathered().ghost));
    return members.get(name);
  };
  const undeclared = once(() => collectUndeclared(input, gathered().byName, member));
  const level: Level = {
    member,
    undeclared,
    value: lazy(() => levelValue(input, gathered().byName, gathered().ghost, declared(), member, undeclared)),
    options: lazy(() => levelOptions(input, declared(), member)),
  };
  return level;
}

export function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** The names declared at a level; `open` where an unknown part may declare more. */
interface Declared {
  readonly byName: ReadonlyMap<string, readonly Branch[]>;
  readonly open: Unknown | undefined;
}

function declaredNames(branches: readonly Branch[], place: Place): Declared {
  const byName = new Map<string, Branch[]>();
  let open: Unknown | undefined;
  const add = (name: string, branch: Branch) => {
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [branch]);
    else list.push(branch);
  };
  for (const branch of branches) {
    if (branch.kind === 'native') {
      if (branch.tree.kind === 'branch')
        for (const [name, tree] of branch.tree.children) add(name, { kind: 'native', tree, self: branch.self });
      continue;
    }
    const value = branch.value.force();
    if (value.kind === 'attrs') {
      open ??= value.rest;
      for (const [name, attr] of value.entries)
        add(name, { kind: 'nix', value: attr.thunk, source: branch.source, site: attr.site });
    } else if (value.kind === 'unknown') open ??= value;
    else
      place.session.note(
        place.path,
        value.kind === 'failure' ? value : failed('type', 'an option declaration is no set', value.site),
        branch.site,
      );
  }
  return { byName, open };
}

function makeMember(
  name: string,
  input: LevelInput,
  raws: readonly RawDefinition[],
  declared: () => Declared,
  ghost: RawDefinition | undefined,
): Member | undefined {
  const place = inside(input.place, name);
  const branches = declared().byName.get(name);
  const definitions = ghost === undefined ? raws : [...raws, ghost];
  if (branches === undefined) {
    if (raws.length === 0) return undefined;
    return freeOrTyped(name, input, definitions, place);
  }
  const declarations = branches.flatMap((branch) => asOption(branch) ?? []);
  if (declarations.length === branches.length) return optionMember(declarations, definitions, place);
  if (declarations.length > 0) return nestedOptions(branches, declarations, definitions, place);
  if (branches.every((branch) => branch.kind === 'nix' && branch.value.force().kind === 'unknown')) {
    return freeMember(definitions, place, () => unknown(`the options below ${showOption(place.path)} are not known`));
  }
  const sets = () => definitions.flatMap((raw) => pushDown(raw.value.force(), raw.source, raw.wrappers));
  return levelMember(
    makeLevel({
      ...input,
      place,
      branches,
      sets,
      isRoot: false,
      world: input.world === undefined ? undefined : descend(input.world, input, name),
      openness: () => descend(input.openness(), input, name),
    }),
    definitions,
  );
}

function descend(openness: Openness, input: LevelInput, name: string): Openness {
  if (openness.kind === 'world' && input.isRoot && !openness.owns(name)) return { kind: 'closed' };
  if (openness.kind !== 'freeform') return openness;
  const { type } = openness;
  return type.name === 'attrsOf' || type.name === 'lazyAttrsOf' ? { kind: 'freeform', type: type.element } : openness;
}

function asOption(branch: Branch): Declaration | undefined {
  if (branch.kind === 'nix') return readOption(branch.value.force(), branch.source, branch.site);
  return branch.tree.kind === 'option' ? bindNative(branch.tree, branch.self) : undefined;
}

function optionMember(
  declarations: readonly Declaration[],
  raws: readonly RawDefinition[],
  place: Place,
): Member | undefined {
  const declaration = mergeDeclarations(declarations, place);
  if (declaration === undefined) return undefined;
  const option = makeOption(declaration, raws, place);
  return { kind: 'option', option, value: option.value, definitions: option.definitions };
}

/** An option of submodule type with more options declared below it: they join the submodule. */
function nestedOptions(
  branches: readonly Branch[],
  declarations: readonly Declaration[],
  raws: readonly RawDefinition[],
  place: Place,
): Member | undefined {
  const below = branches.filter((branch) => asOption(branch) === undefined);
  if (declarations.every((each) => each.type.name === 'submodule')) {
    const joined = below.flatMap((branch): Declaration[] => {
      const [first] = declarations;
      return first === undefined
        ? []
        : [{ ...first, default: undefined, apply: undefined, set: undefined, type: submoduleOf(branch) }];
    });
    return optionMember([...declarations, ...joined], raws, place);
  }
  const message = `The option \`${showOption(place.path)}' is declared with options below it, but its type does not support nested options.`;
  const [branch] = below;
  if (branch?.kind === 'nix') place.session.note(place.path, failed('other', message), branch.site);
  return optionMember(declarations, raws, place);
}

function submoduleOf(branch: Branch): OptionType {
  if (branch.kind === 'native') {
    const native = branch.tree.kind === 'branch' ? [{ options: branch.tree }] : [];
    return {
      name: 'submodule',
      modules: { force: () => ({ kind: 'list', items: [] }) },
      shorthandOnlyDefinesConfig: false,
      native,
    };
  }
  const module: AttrsValue = { kind: 'attrs', entries: new Map([['options', { thunk: branch.value }]]) };
  const modules: Value = { kind: 'list', items: [{ kind: 'item', thunk: { force: () => module } }] };
  return { name: 'submodule', modules: { force: () => modules }, shorthandOnlyDefinesConfig: false };
}

function levelMember(level: Level, raws: readonly RawDefinition[]): Member {
  return { kind: 'level', level, value: level.value, definitions: () => describeDefinitions(raws) };
}

function freeOrTyped(name: string, input: LevelInput, raws: readonly RawDefinition[], place: Place): Member {
  const openness = input.openness();
  if (openness.kind === 'freeform') return freeformMember(openness.type, raws, place);
  const owned = openness.kind === 'world' && (!input.isRoot || openness.owns(name));
  return freeMember(raws, place, owned ? () => openness.rest(place.path) : undefined);
}

function freeformMember(type: OptionType, raws: readonly RawDefinition[], place: Place): Member {
  const element: OptionType =
    type.name === 'attrsOf' || type.name === 'lazyAttrsOf' ? type.element : { name: 'unspecified' };
  const merged = once(() => mergeDefinitions(element, raws, place));
  return {
    kind: 'free',
    value: lazy(() => merged().value.force()),
    definitions: () => describeDefinitions(raws),
    get absent() {
      return type.name !== 'lazyAttrsOf' && merged().defined === 'no';
    },
    get doubt() {
      const { defined } = merged();
      return type.name === 'lazyAttrsOf' || typeof defined === 'string' ? undefined : defined;
    },
  };
}

function levelValue(
  input: LevelInput,
  raws: ReadonlyMap<string, readonly RawDefinition[]>,
  ghost: RawDefinition | undefined,
  declared: Declared,
  member: (name: string) => Member | undefined,
  undeclared: () => ReturnType<MergedSet['undeclared']>,
): AttrsValue {
  const entries = new Map<string, Attr>();
  const openness = input.openness();
  for (const name of declared.byName.keys()) {
    const site = raws.get(name)?.[0]?.nameSite;
    entries.set(name, {
      thunk: lazy(() => member(name)?.value.force() ?? unknown('an option without declaration')),
      site,
    });
  }
  for (const [name, definitions] of raws) {
    if (declared.byName.has(name)) continue;
    const site = definitions[0]?.nameSite;
    const thunk = lazy(() => member(name)?.value.force() ?? unknown('nothing is defined'));
    if (openness.kind === 'freeform') {
      const free = member(name);
      if (free?.kind === 'free' && free.absent === true) continue;
      entries.set(name, { thunk, site, maybe: free?.kind === 'free' ? free.doubt : undefined });
    } else
      entries.set(
        name,
        lazyAttr(thunk, site, () => doubtOf(member(name))),
      );
  }
  const rest =
    declared.open ?? ghost?.ghost ?? (openness.kind === 'world' ? openness.rest(input.place.path) : undefined);
  const origin = mergedOrigin({
    path: input.place.path,
    own: (name) => member(name)?.definitions() ?? [],
    value: (name) => member(name)?.value,
    undeclared,
  });
  const lacks = openness.kind === 'world' && input.isRoot ? openness.lacks : undefined;
  return { kind: 'attrs', entries, rest, lacks, origin };
}

function doubtOf(member: Member | undefined): Unknown | undefined {
  return member?.kind === 'free' ? member.doubt : undefined;
}

/** An attribute whose presence is only looked into when somebody asks for it: conditions may depend on the set itself. */
function lazyAttr(thunk: Thunk, site: Site | undefined, maybe: () => Unknown | undefined): Attr {
  return {
    thunk,
    site,
    get maybe() {
      return maybe();
    },
  };
}

function levelOptions(input: LevelInput, declared: Declared, member: (name: string) => Member | undefined): AttrsValue {
  const entries = new Map<string, Attr>();
  for (const [name, branches] of declared.byName) {
    const [branch] = branches;
    const thunk = lazy(() => {
      const found = member(name);
      if (found?.kind === 'option') return found.option.asValue();
      return found?.kind === 'level' ? found.level.options.force() : unknown('the options here are not known');
    });
    entries.set(name, { thunk, site: branch?.kind === 'nix' ? branch.site : undefined });
  }
  const { world } = input;
  const rest = declared.open ?? (world?.kind === 'world' ? world.rest(input.place.path) : undefined);
  const lacks = world?.kind === 'world' && input.isRoot ? world.lacks : undefined;
  return { kind: 'attrs', entries, rest, lacks };
}

function collectUndeclared(
  input: LevelInput,
  raws: ReadonlyMap<string, readonly RawDefinition[]>,
  member: (name: string) => Member | undefined,
): ReturnType<MergedSet['undeclared']> {
  const openness = input.openness();
  return [...raws.keys()].flatMap((name) => {
    const found = member(name);
    if (found?.kind === 'level') return found.level.undeclared();
    if (found?.kind !== 'free' || openness.kind === 'freeform') return [];
    if (openness.kind === 'world' && (!input.isRoot || openness.owns(name))) return [];
    return found.definitions().map((definition) => ({ path: [...input.place.path, name], definition }));
  });
}
