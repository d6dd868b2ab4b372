import type { Attr, AttrsValue, Site, Thunk, Unknown, Value } from '../eval/value.ts';
import { lazy, unknown } from '../eval/value.ts';
import type { MergedSet } from './configuration.ts';
import type { GatheredSets } from './gather.ts';
import { LazyEntries } from './lazyEntries.ts';
import type { LevelParts, Member } from './level.ts';
import { mergedOrigin } from './mergedSet.ts';
import { mayDeclare, type Openness } from './openness.ts';
import type { Place } from './session.ts';

/** The merged value of a level: declared options, and what the set takes besides. */
export function levelValue(parts: LevelParts): AttrsValue {
  const { input } = parts;
  const declared = parts.declared();
  const openness = input.openness();
  const gathered = parts.gathered();
  const make = (name: string): Attr | undefined => {
    parts.see(name);
    const site = gathered.site(name);
    const thunk = new SeenThunk(parts, name);
    if (declared.get(name) !== undefined) return { thunk, site };
    if (name === '_module') return input.internal === undefined ? undefined : { thunk };
    if (!gathered.has(name)) return undefined;
    if (openness.kind !== 'freeform') return lazyAttr(thunk, site, () => doubtOf(parts.member(name)));
    const found = parts.member(name);
    if (found?.kind === 'free' && found.absent === true) return undefined;
    return { thunk, site, maybe: doubtOf(found) };
  };
  const rest = declared.open ?? gathered.ghost?.ghost ?? restOf(openness, input.place);
  const lacks = openness.kind === 'world' && input.isRoot ? openness.lacks : undefined;
  const origin = mergedOrigin({
    path: input.place.path,
    own: (name) => (mayBeDefined(gathered, name) ? (parts.member(name)?.definitions() ?? []) : []),
    value: (name) => parts.member(name)?.value,
    undeclared: () => parts.undeclared(),
  });
  return { kind: 'attrs', entries: new LazyEntries(() => namesOf(parts), make), rest, lacks, origin };
}

/** Most names that are asked for are not written anywhere: nothing has to be merged to know that. */
function mayBeDefined(gathered: GatheredSets, name: string): boolean {
  return name === '_module' || gathered.ghost !== undefined || gathered.has(name);
}

/** What modules see of a member, looked up anew each time: an edit may put another in its place. */
class SeenThunk implements Thunk {
  private readonly parts: LevelParts;
  private readonly name: string;

  constructor(parts: LevelParts, name: string) {
    this.parts = parts;
    this.name = name;
  }

  force(): Value {
    return seenValue(this.parts.member(this.name));
  }
}

function seenValue(member: Member | undefined): Value {
  if (member === undefined) return unknown('an option without declaration');
  return (member.kind === 'option' ? member.seen : member.value).force();
}

function restOf(openness: Openness, place: Place): Unknown | undefined {
  if (openness.kind === 'closed') return undefined;
  return openness.kind === 'world' ? openness.rest(place.path) : openness.rest;
}

function* namesOf(parts: LevelParts): Iterable<string> {
  const declared = parts.declared();
  yield* declared.names();
  for (const name of parts.gathered().names()) if (declared.get(name) === undefined && name !== '_module') yield name;
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

/** What modules see of a level under `options`. */
export function levelOptions(parts: LevelParts): AttrsValue {
  const { input } = parts;
  const make = (name: string): Attr | undefined => {
    parts.see(name);
    const [branch] = parts.declared().get(name) ?? [];
    if (branch === undefined) return undefined;
    const thunk = lazy(() => {
      const found = parts.member(name);
      if (found?.kind === 'option') return found.asValue();
      return found?.kind === 'level' ? found.level.options.force() : unknown('the options here are not known');
    });
    return { thunk, site: branch.kind === 'nix' ? branch.site : undefined };
  };
  const { world } = input;
  const rest = parts.declared().open ?? (world?.kind === 'world' ? world.rest(input.place.path) : undefined);
  const lacks = world?.kind === 'world' && input.isRoot ? world.lacks : undefined;
  return { kind: 'attrs', entries: new LazyEntries(() => parts.declared().names(), make), rest, lacks };
}

/** Definitions of names at and below a level that no option declares, where it takes none of them freely. */
export function collectUndeclared(parts: LevelParts): ReturnType<MergedSet['undeclared']> {
  const { input } = parts;
  const openness = input.openness();
  return [...parts.gathered().names()].flatMap((name) => {
    if (name === '_module') return [];
    const found = parts.member(name);
    if (found?.kind === 'level') return found.level.undeclared();
    if (found?.kind !== 'free' || openness.kind === 'freeform') return [];
    if (mayDeclare(openness, input.isRoot, name)) return [];
    return found.definitions().map((definition) => ({ path: [...input.place.path, name], definition }));
  });
}
