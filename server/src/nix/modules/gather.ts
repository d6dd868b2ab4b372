import type { Attr, AttrsValue, Site, Unknown, Value } from '../eval/value.ts';
import { ready, unknown } from '../eval/value.ts';
import type { PushedSet, RawDefinition } from './definitions.ts';
import type { Place } from './session.ts';
import { failed, showOption } from './session.ts';

/** The definitions of a level by name, each made when it is asked for. */
export interface GatheredSets {
  names(): Iterable<string>;
  has(name: string): boolean;
  /** Empty for names that nothing defines. */
  definitions(name: string): readonly RawDefinition[];
  /** Where a name was written first. */
  site(name: string): Site | undefined;
  /** Stands for definitions of any name that an unknown part may hold. */
  readonly ghost: RawDefinition | undefined;
  /** Puts other sets of the same names in the place of some. */
  replace(replaced: ReadonlyMap<PushedSet, PushedSet>): void;
}

/** Takes pushed-down sets apart; every look-up goes by name. */
export function gatherSets(sets: readonly PushedSet[], isRoot: boolean, place: Place): GatheredSets {
  const known: KnownSet[] = [];
  let ghost: RawDefinition | undefined;
  for (const set of sets) {
    const { value, source, wrappers } = set;
    if (value.kind !== 'attrs') {
      const reason = unknownPart(value, place);
      if (!isRoot) ghost ??= makeGhost(reason, source, wrappers);
      continue;
    }
    if (value.rest !== undefined && !isRoot) ghost ??= makeGhost(value.rest, source, wrappers);
    known.push({ entries: value.entries, from: set });
  }
  const [only] = known;
  return known.length === 1 && only !== undefined ? new OneSet(only, ghost) : new SeveralSets(known, ghost);
}

/** The definitions of one name, without taking everything apart. Parts that are unknown are left out. */
export function definitionsNamed(sets: readonly PushedSet[], name: string): readonly RawDefinition[] {
  const found: RawDefinition[] = [];
  for (const set of sets) {
    const attr = set.value.kind === 'attrs' ? set.value.entries.get(name) : undefined;
    if (attr !== undefined) found.push(rawDefinition(attr, set));
  }
  return found;
}

/** A pushed-down set whose attributes are known. */
interface KnownSet {
  entries: AttrsValue['entries'];
  from: PushedSet;
}

function replaceIn(sets: readonly KnownSet[], replaced: ReadonlyMap<PushedSet, PushedSet>): void {
  for (const set of sets) {
    const other = replaced.get(set.from);
    if (other?.value.kind !== 'attrs') continue;
    set.entries = other.value.entries;
    set.from = other;
  }
}

class OneSet implements GatheredSets {
  private readonly set: KnownSet;
  readonly ghost: RawDefinition | undefined;

  constructor(set: KnownSet, ghost: RawDefinition | undefined) {
    this.set = set;
    this.ghost = ghost;
  }

  names(): Iterable<string> {
    return this.set.entries.keys();
  }

  has(name: string): boolean {
    return this.set.entries.has(name);
  }

  definitions(name: string): readonly RawDefinition[] {
    const attr = this.set.entries.get(name);
    return attr === undefined || isRuledOut(this.set.from) ? none : [rawDefinition(attr, this.set.from)];
  }

  site(name: string): Site | undefined {
    return this.set.entries.get(name)?.site;
  }

  replace(replaced: ReadonlyMap<PushedSet, PushedSet>): void {
    replaceIn([this.set], replaced);
  }
}

const none: readonly RawDefinition[] = [];

class SeveralSets implements GatheredSets {
  /** The sets that have a name; most names are in one. */
  private readonly holders = new Map<string, KnownSet | KnownSet[]>();
  private readonly sets: readonly KnownSet[];
  readonly ghost: RawDefinition | undefined;

  constructor(sets: readonly KnownSet[], ghost: RawDefinition | undefined) {
    this.sets = sets;
    this.ghost = ghost;
    for (const set of sets) for (const name of set.entries.keys()) this.add(name, set);
  }

  private add(name: string, set: KnownSet): void {
    const there = this.holders.get(name);
    if (there === undefined) this.holders.set(name, set);
    else if (Array.isArray(there)) there.push(set);
    else this.holders.set(name, [there, set]);
  }

  names(): Iterable<string> {
    return this.holders.keys();
  }

  has(name: string): boolean {
    return this.holders.has(name);
  }

  definitions(name: string): readonly RawDefinition[] {
    const found: RawDefinition[] = [];
    for (const set of this.setsOf(name)) {
      if (isRuledOut(set.from)) continue;
      const attr = set.entries.get(name);
      if (attr !== undefined) found.push(rawDefinition(attr, set.from));
    }
    return found;
  }

  site(name: string): Site | undefined {
    return this.setsOf(name)[0]?.entries.get(name)?.site;
  }

  replace(replaced: ReadonlyMap<PushedSet, PushedSet>): void {
    replaceIn(this.sets, replaced);
  }

  private setsOf(name: string): readonly KnownSet[] {
    const there = this.holders.get(name);
    if (there === undefined) return [];
    return Array.isArray(there) ? there : [there];
  }
}

/**
 * Whether a set is under a condition that turned out to be false already: its definitions do not exist, and most modules
 * of a large configuration are switched off. A condition is not asked for here, since it may depend on the answer.
 */
function isRuledOut({ wrappers }: PushedSet): boolean {
  for (const wrapper of wrappers) {
    if (wrapper.kind !== 'if') continue;
    const condition = wrapper.condition.known?.();
    if (condition?.kind === 'boolean' && !condition.value) return true;
  }
  return false;
}

/** The definition that an attribute of a pushed-down set is. */
function rawDefinition(attr: Attr, { source, wrappers }: PushedSet): RawDefinition {
  return {
    value: attr.thunk,
    nameSite: attr.site,
    source,
    wrappers: attr.maybe === undefined ? wrappers : [...wrappers, { kind: 'maybe', reason: attr.maybe }],
    ghost: undefined,
  };
}

function makeGhost(
  reason: Unknown,
  source: RawDefinition['source'],
  wrappers: RawDefinition['wrappers'],
): RawDefinition {
  return {
    value: ready(reason),
    nameSite: undefined,
    source,
    wrappers: [...wrappers.filter((wrapper) => wrapper.kind !== 'override'), { kind: 'maybe', reason }],
    ghost: reason,
  };
}

/** Why a set of definitions cannot be taken apart; a known reason is taken down. */
function unknownPart(value: Value, place: Place): Unknown {
  if (value.kind === 'unknown') return value;
  const failure =
    value.kind === 'failure'
      ? value
      : failed('type', `definitions for \`${showOption(place.path)}' are not a set but ${value.kind}`, value.site);
  place.session.note(place.path, failure, failure.site);
  return unknown(failure.message, failure.site);
}
