import type { OptionType } from '../eval/optionType.ts';
import type { Thunk, Unknown, Value } from '../eval/value.ts';
import { Computation, lazy, unknown } from '../eval/value.ts';
import type { Definition, MergedSet } from './configuration.ts';
import { asOption, type Branch, type Declared, declaredIn, isUnknownBranch } from './declarations.ts';
import { describeDefinitions } from './definitionList.ts';
import type { PushedSet, RawDefinition } from './definitions.ts';
import { pushDown } from './definitions.ts';
import { freeMember } from './free.ts';
import { type GatheredSets, gatherSets } from './gather.ts';
import { collectUndeclared, levelOptions, levelValue } from './levelView.ts';
import { mergeDefinitions } from './mergeType.ts';
import { nestedOption } from './nestedOption.ts';
import { once } from './once.ts';
import { below, mayDeclare, type Openness } from './openness.ts';
import type { Declaration, Option } from './option.ts';
import { makeOption, mergeDeclarations } from './option.ts';
import { type Redefinition, redefineIn } from './redefine.ts';
import type { Place } from './session.ts';
import { inside, ownOption, showOption } from './session.ts';
import { aliasesAt } from './siblingAliases.ts';
import { mergeTypes } from './typeMerge.ts';

export interface LevelInput {
  readonly place: Place;
  readonly branches: readonly Branch[];
  readonly sets: () => readonly PushedSet[];
  readonly openness: () => Openness;
  /** What may be declared besides, known without looking at definitions. */
  readonly world: Openness | undefined;
  /** Unknown parts of modules leave no doubt at the top (the host is open then), only below. */
  readonly isRoot: boolean;
  /** `_module`, where it is the top of a module set: it is there, but not among the names. */
  readonly internal?: (() => Level) | undefined;
}

interface AnyMember {
  readonly value: Thunk;
  readonly definitions: () => readonly Definition[];
}

export type Member =
  | Option
  | (AnyMember & { readonly kind: 'level'; readonly level: Level })
  /** `doubt`: it is not known whether it is there at all. `absent`: it surely is not. */
  | (AnyMember & { readonly kind: 'free'; readonly doubt?: Unknown | undefined; readonly absent?: boolean });

/** All modules at one attribute path above the options: `config.services`, say. */
export interface Level {
  member(name: string): Member | undefined;
  readonly value: Thunk;
  readonly options: Thunk;
  undeclared(): ReturnType<MergedSet['undeclared']>;
  /** Notes that the value of an attribute went into something that is kept. */
  see(name: string): void;
  /** See `redefineIn`. */
  redefine(redefinition: Redefinition): boolean;
}

/** What a level is made of, computed when it is asked for. */
export interface LevelParts {
  readonly input: LevelInput;
  gathered(): GatheredSets;
  declared(): Declared;
  member(name: string): Member | undefined;
  see(name: string): void;
  undeclared(): ReturnType<MergedSet['undeclared']>;
}

/** Brings declarations and definitions of a level together; nothing is looked into before it is asked for. */
export function makeLevel(input: LevelInput): Level {
  return new MergedLevel(input);
}

/** A class, since a large configuration has one for each service of its own. */
class MergedLevel extends Computation implements Level, LevelParts {
  readonly input: LevelInput;
  #options: Thunk | undefined;
  readonly #members = new Map<string, Member | undefined>();
  #seen: Set<string> | undefined;
  #sets: PushedSet[] | undefined;
  #gathered: GatheredSets | undefined;
  #declared: Declared | undefined;
  #undeclared: ReturnType<MergedSet['undeclared']> | undefined;

  constructor(input: LevelInput) {
    super();
    this.input = input;
  }

  get value(): Thunk {
    return this;
  }

  protected compute(): Value {
    return levelValue(this);
  }

  get options(): Thunk {
    this.#options ??= lazy(() => levelOptions(this));
    return this.#options;
  }

  gathered(): GatheredSets {
    if (this.#gathered !== undefined) return this.#gathered;
    const sets = [...this.input.sets()];
    this.#sets = sets;
    this.#gathered = gatherSets(sets, this.input.isRoot, this.input.place);
    return this.#gathered;
  }

  declared(): Declared {
    this.#declared ??= declaredIn(this.input.branches, this.input.place);
    return this.#declared;
  }

  member(name: string): Member | undefined {
    const known = this.#members.get(name);
    if (known !== undefined || this.#members.has(name)) return known;
    const made = makeMember(name, this);
    this.#members.set(name, made);
    return made;
  }

  see(name: string): void {
    this.#seen ??= new Set();
    this.#seen.add(name);
  }

  undeclared(): ReturnType<MergedSet['undeclared']> {
    this.#undeclared ??= collectUndeclared(this);
    return this.#undeclared;
  }

  redefine(redefinition: Redefinition): boolean {
    this.#undeclared = undefined;
    if (this.#sets === undefined || aliasesAt(this.input).has(redefinition.path[0] ?? '')) return false;
    const state = { gathered: this.gathered(), sets: this.#sets, members: this.#members, seen: this.#seen ?? nothing };
    return redefineIn(state, redefinition);
  }
}

const nothing: ReadonlySet<string> = new Set();

function makeMember(name: string, parts: LevelParts): Member | undefined {
  const { input } = parts;
  const original = aliasesAt(input).get(name);
  if (original !== undefined) return parts.member(original);
  if (name === '_module' && input.internal !== undefined) return levelMember(input.internal(), () => []);
  const place = inside(input.place, name);
  const branches = parts.declared().get(name);
  const definitions = once(() => definitionsOf(name, parts));
  if (branches === undefined) {
    if (parts.gathered().definitions(name).length === 0) return undefined;
    return undeclaredMember(name, input, definitions(), place);
  }
  const declarations = branches.flatMap((branch) => asOption(branch) ?? []);
  if (declarations.length === branches.length) return optionMember(declarations, definitions(), place);
  if (declarations.length > 0) return optionMember(nestedOption(branches, declarations, place), definitions(), place);
  if (branches.every(isUnknownBranch)) {
    return freeMember(definitions(), place, () => unknown(`the options below ${showOption(place.path)} are not known`));
  }
  // What is declared below is known without any definition: modules ask for it to decide what they define.
  return levelMember(levelBelow(name, input, branches, definitions, place), definitions);
}

/** The definitions of a name, and the doubt that there are more. */
function definitionsOf(name: string, parts: LevelParts): readonly RawDefinition[] {
  const gathered = parts.gathered();
  const { ghost } = gathered;
  let raws = gathered.definitions(name);
  for (const [alias, original] of aliasesAt(parts.input)) {
    if (original === name && gathered.has(alias)) raws = [...raws, ...gathered.definitions(alias)];
  }
  return ghost === undefined ? raws : [...raws, ghost];
}

function levelBelow(
  name: string,
  input: LevelInput,
  branches: readonly Branch[],
  definitions: () => readonly RawDefinition[],
  place: Place,
): Level {
  return makeLevel({
    place,
    branches,
    sets: () => definitions().flatMap((raw) => pushDown(raw.value.force(), raw.source, raw.wrappers)),
    isRoot: false,
    world: input.world === undefined ? undefined : below(input.world, input.isRoot, name),
    openness: () => below(input.openness(), input.isRoot, name),
  });
}

/** A level as a member of the level above it. */
export function levelMember(level: Level, raws: () => readonly RawDefinition[]): Member {
  return { kind: 'level', level, value: level.value, definitions: () => describeDefinitions(raws()) };
}

/**
 * A type that TypeScript gives an option makes way for another one that a module in sight declares: what it stands for is
 * not imported there then (`flake.modules` of flake-parts), or replaced.
 */
function yielding(native: Declaration, declarations: readonly Declaration[]): Declaration {
  if (native.set !== undefined || !native.typed || declarations.length === 1) return native;
  const replaced = declarations.some(
    ({ set, typed, type }) =>
      set !== undefined && typed && type.name !== 'unknown' && mergeTypes(native.type, type) === undefined,
  );
  return replaced ? { ...native, typed: false } : native;
}

function optionMember(
  declarations: readonly Declaration[],
  raws: readonly RawDefinition[],
  place: Place,
): Member | undefined {
  const declaration = mergeDeclarations(
    declarations.map((each) => yielding(each, declarations)),
    place,
  );
  if (declaration === undefined) return undefined;
  // What stands for a library of others has no sites.
  const isOwn = declarations.every(({ set, site }) => set !== undefined && site !== undefined);
  return makeOption(declaration, raws, isOwn ? ownOption(place) : place);
}

function undeclaredMember(name: string, input: LevelInput, raws: readonly RawDefinition[], place: Place): Member {
  const openness = input.openness();
  if (openness.kind === 'freeform') return freeformMember(openness.type, raws, place);
  const owned = openness.kind === 'world' && mayDeclare(openness, input.isRoot, name);
  return freeMember(raws, place, owned ? () => openness.rest(place.path) : undefined);
}

function freeformMember(type: OptionType, raws: readonly RawDefinition[], place: Place): Member {
  const isLazy = type.name === 'lazyAttrsOf';
  const element: OptionType = type.name === 'attrsOf' || isLazy ? type.element : { name: 'unspecified' };
  const merged = once(() => mergeDefinitions(element, raws, place));
  return {
    kind: 'free',
    value: lazy(() => merged().value.force()),
    definitions: () => describeDefinitions(raws),
    get absent() {
      return !isLazy && merged().defined === 'no';
    },
    get doubt() {
      if (isLazy) return undefined;
      const { defined } = merged();
      return typeof defined === 'string' ? undefined : defined;
    },
  };
}
