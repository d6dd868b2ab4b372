import { type WellKnownPath, wellKnownPath } from '../../impermanence/knowledge/wellKnownPaths.ts';
import type { Entry, Model } from '../../impermanence/model/model.ts';
import { usedState } from '../../impermanence/rules/usedState.ts';
import { isUsedInHome } from './homeState.ts';

/** What a path is for. */
export interface Purpose {
  /** The service or program, for people. */
  readonly name: string;
  readonly what: string;
  /** Whether the host certainly uses it. */
  readonly needed: boolean;
}

/** What is known to keep its state at exactly the entry's target. */
export function purposeOf(entry: Entry, model: Model): readonly Purpose[] {
  const used = usedState(model).filter(({ paths }) => paths.some(({ path }) => path === entry.path));
  const home = homeOf(entry, model);
  const known =
    entry.origin.kind === 'system'
      ? wellKnownPath('system', entry.path)
      : home !== undefined && entry.path.startsWith(`${home}/`)
        ? wellKnownPath('user', entry.path.slice(home.length + 1))
        : undefined;
  const uses = used.map(({ fact }) => ({ name: fact.name, what: fact.what, needed: true }));
  if (!known || used.some(({ fact }) => known.facts.includes(fact))) return uses;
  const { user } = entry.origin.kind === 'system' ? { user: undefined } : entry.origin;
  const isUsed = home !== undefined && known.facts.some((fact) => isUsedInHome(model, user, fact));
  return [...uses, { name: known.of, what: known.what, needed: isUsed || isAlwaysNeeded(known) }];
}

/** Whether every system needs what lies there. */
export function isAlwaysNeeded({ facts }: WellKnownPath): boolean {
  return facts.some(({ neededBy }) => neededBy.some(({ kind }) => kind === 'always'));
}

/** The home an entry lies in; undefined for entries of the system. */
export function homeOf(
  { origin, path, written }: Pick<Entry, 'origin' | 'path' | 'written'>,
  { users }: Model,
): string | undefined {
  if (origin.kind === 'system') return undefined;
  const declared = users.find(({ name }) => name === origin.user)?.home;
  if (declared !== undefined) return declared;
  return path.endsWith(`/${written}`) ? path.slice(0, -written.length - 1) : undefined;
}
