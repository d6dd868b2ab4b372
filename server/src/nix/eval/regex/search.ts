import type { Compiled, Pattern } from './pattern.ts';

/** Where an expression matched: the whole and, by group, start and end; undefined for groups that took no part. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

type Usable = Extract<Compiled, { kind: 'pattern' }>;

/** Thrown by `budget` when matching takes too long. */
export type Budget = () => void;

/** Matches all of the text, or nothing. */
export function matchWhole(compiled: Usable, text: string, budget: Budget): Found | undefined {
  return attempt(compiled, { text, start: 0, whole: true, nonEmpty: false, atStart: true, budget });
}

/** All matches one after the other, as std::sregex_iterator finds them. */
export function* matchAll(compiled: Usable, text: string, budget: Budget): Generator<Found> {
  let from = 0;
  const begins = beginningOf(compiled.pattern);
  let found = search(compiled, begins, text, from, budget);
  while (found !== undefined) {
    yield found;
    from = found.end;
    if (found.start === found.end) {
      if (from >= text.length) return;
      // After an empty match: one that is not empty at the same place, else on with the next character.
      const next = attempt(compiled, { text, start: from, whole: false, nonEmpty: true, atStart: false, budget });
      if (next !== undefined) {
        found = next;
        continue;
      }
      from++;
    }
    found = search(compiled, begins, text, from, budget);
  }
}

function search(
  compiled: Usable,
  { mayBeEmpty, sets }: Beginning,
  text: string,
  from: number,
  budget: Budget,
): Found | undefined {
  for (let start = from; start <= text.length; start++) {
    if (!mayBeEmpty && !mayBegin(sets, text, start)) continue;
    const found = attempt(compiled, { text, start, whole: false, nonEmpty: false, atStart: start === 0, budget });
    if (found !== undefined) return found;
  }
  return undefined;
}

function mayBegin(sets: Beginning['sets'], text: string, start: number): boolean {
  if (start === text.length) return false;
  const byte = text.charCodeAt(start);
  for (const holds of sets) if (holds(byte)) return true;
  return false;
}

/** What a match begins with: nearly everywhere in a text that tells already that there is none. */
interface Beginning {
  readonly mayBeEmpty: boolean;
  readonly sets: readonly ((byte: number) => boolean)[];
}

function beginningOf(pattern: Pattern): Beginning {
  switch (pattern.kind) {
    case 'set':
      return { mayBeEmpty: false, sets: [pattern.holds] };
    case 'start':
    case 'end':
      return { mayBeEmpty: true, sets: [] };
    case 'sequence': {
      const parts = pattern.parts.map(beginningOf);
      const firm = parts.findIndex(({ mayBeEmpty }) => !mayBeEmpty);
      const leading = firm < 0 ? parts : parts.slice(0, firm + 1);
      return { mayBeEmpty: firm < 0, sets: leading.flatMap(({ sets }) => sets) };
    }
    case 'either': {
      const [left, right] = [beginningOf(pattern.left), beginningOf(pattern.right)];
      return { mayBeEmpty: left.mayBeEmpty || right.mayBeEmpty, sets: [...left.sets, ...right.sets] };
    }
    case 'group':
      return beginningOf(pattern.inner);
    case 'optional':
    case 'repeat':
      return { ...beginningOf(pattern.inner), mayBeEmpty: true };
  }
}

interface Attempt {
  readonly text: string;
  readonly start: number;
  readonly whole: boolean;
  readonly nonEmpty: boolean;
  /** Whether `^` may hold at `start`. */
  readonly atStart: boolean;
  readonly budget: Budget;
}

interface Run extends Attempt {
  readonly groups: (readonly [number, number] | undefined)[];
  /** For each repetition where it last began, and how often in a row at that place. */
  readonly rounds: { at: number; count: number }[];
  solved: boolean;
  best: Found | undefined;
}

function attempt(compiled: Usable, given: Attempt): Found | undefined {
  const run: Run = {
    ...given,
    groups: new Array(compiled.groups).fill(undefined),
    rounds: Array.from({ length: compiled.repeats }, () => ({ at: -1, count: 0 })),
    solved: false,
    best: undefined,
  };
  walk(run, compiled.pattern, given.start, (at) => accept(run, at));
  return run.best;
}

function accept(run: Run, at: number): void {
  run.solved = run.whole ? at === run.text.length : true;
  if (at === run.start && run.nonEmpty) run.solved = false;
  // The longest of all ways wins, the first of those that are as long.
  if (run.solved && (run.best === undefined || at > run.best.end))
    run.best = { start: run.start, end: at, groups: [...run.groups] };
}

function walk(run: Run, pattern: Pattern, at: number, next: (at: number) => void): void {
  run.budget();
  switch (pattern.kind) {
    case 'set':
      if (at < run.text.length && pattern.holds(run.text.charCodeAt(at))) next(at + 1);
      return;
    case 'start':
      if (at === run.start && run.atStart) next(at);
      return;
    case 'end':
      if (at === run.text.length) next(at);
      return;
    case 'sequence':
      walkParts(run, pattern.parts, 0, at, next);
      return;
    case 'either': {
      walk(run, pattern.left, at, next);
      const solved = run.solved;
      run.solved = false;
      walk(run, pattern.right, at, next);
      run.solved ||= solved;
      return;
    }
    case 'group':
      walkGroup(run, pattern, at, next);
      return;
    case 'optional':
      again(run, pattern.id, at, () => walk(run, pattern.inner, at, next));
      if (!run.solved) next(at);
      return;
    case 'repeat':
      if (pattern.inner.kind === 'set') walkBytes(run, pattern.inner, at, next);
      else walkRepeat(run, pattern, at, next);
  }
}

function walkParts(run: Run, parts: readonly Pattern[], index: number, at: number, next: (at: number) => void): void {
  const part = parts[index];
  if (part === undefined) next(at);
  else walk(run, part, at, index === parts.length - 1 ? next : (then) => walkParts(run, parts, index + 1, then, next));
}

function walkGroup(run: Run, group: Extract<Pattern, { kind: 'group' }>, at: number, next: (at: number) => void): void {
  walk(run, group.inner, at, (end) => {
    const before = run.groups[group.index];
    run.groups[group.index] = [at, end];
    next(end);
    run.groups[group.index] = before;
  });
}

function walkRepeat(
  run: Run,
  repeat: Extract<Pattern, { kind: 'repeat' }>,
  at: number,
  next: (at: number) => void,
): void {
  again(run, repeat.id, at, () => walk(run, repeat.inner, at, (then) => walkRepeat(run, repeat, then, next)));
  if (!run.solved) next(at);
}

/** A repetition of one byte needs no recursion: as many as there are, then one less each time. */
function walkBytes(run: Run, set: Extract<Pattern, { kind: 'set' }>, at: number, next: (at: number) => void): void {
  let end = at;
  while (end < run.text.length && set.holds(run.text.charCodeAt(end))) end++;
  for (; end >= at && !run.solved; end--) {
    run.budget();
    next(end);
  }
}

/** Goes round once more, at most twice in a row without getting further. */
function again(run: Run, id: number, at: number, once: () => void): void {
  const round = run.rounds[id];
  if (round === undefined) return;
  const { at: lastAt, count } = round;
  if (count !== 0 && lastAt === at && count >= 2) return;
  round.count = count === 0 || lastAt !== at ? 1 : count + 1;
  round.at = at;
  once();
  round.at = lastAt;
  round.count = count;
}
