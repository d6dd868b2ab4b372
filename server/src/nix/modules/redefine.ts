import { type PushedSet, pushDown } from './definitions.ts';
import type { GatheredSets } from './gather.ts';
import { levelMember, type Member } from './level.ts';

/** A module whose edit changed the value at one path, and nothing else. */
export interface Redefinition {
  /** What tells the module's definitions from those of others. */
  readonly source: PushedSet['source'];
  /** The module's sets at this level as they are now. */
  readonly sets: readonly PushedSet[];
  readonly path: readonly string[];
}

/** What a level has computed so far. */
interface LevelState {
  readonly gathered: GatheredSets;
  readonly sets: PushedSet[];
  readonly members: Map<string, Member | undefined>;
  /** Names whose values went into something that is kept. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Forgets what a level and those below have computed from the old definitions. Everything else stays, which is right if
 * nobody has seen the value of the option: false where somebody has, or where it cannot be told.
 */
export function redefineIn(state: LevelState, redefinition: Redefinition): boolean {
  const { gathered, members, seen } = state;
  const { source } = redefinition;
  const [name, ...path] = redefinition.path;
  if (name === undefined || !replaceSets(state, redefinition)) return false;
  const member = members.get(name);
  if (member?.kind !== 'level' || path.length === 0) {
    members.delete(name);
    return !seen.has(name);
  }
  const { ghost } = gathered;
  const definitions = gathered.definitions(name);
  members.set(
    name,
    levelMember(member.level, () => (ghost === undefined ? definitions : [...definitions, ghost])),
  );
  const own = definitions.filter((raw) => raw.source === source);
  const sets = own.flatMap((raw) => pushDown(raw.value.force(), raw.source, raw.wrappers));
  return member.level.redefine({ source, sets, path });
}

/** Puts the module's new sets in the place of its old ones; they have to be alike. */
function replaceSets({ gathered, sets }: LevelState, { source, sets: now }: Redefinition): boolean {
  const replaced = new Map<PushedSet, PushedSet>();
  for (const [index, set] of sets.entries()) {
    if (set.source !== source) continue;
    const next = now[replaced.size];
    if (next === undefined || !areAlike(set, next)) return false;
    replaced.set(set, next);
    sets[index] = next;
  }
  gathered.replace(replaced);
  return replaced.size === now.length;
}

function areAlike(one: PushedSet, other: PushedSet): boolean {
  const { value: a, wrappers } = one;
  const { value: b } = other;
  if (a.kind !== 'attrs' || b.kind !== 'attrs' || wrappers.length !== other.wrappers.length) return false;
  if (a.rest !== undefined || b.rest !== undefined || a.loose !== undefined || b.loose !== undefined) return false;
  const names = [...b.entries.keys()];
  return a.entries.size === names.length && [...a.entries.keys()].every((name, index) => name === names[index]);
}
