import { replacedFile } from '../../impermanence/knowledge/replacedByRename.ts';
import { sourceUrl } from '../../impermanence/knowledge/source.ts';
import type { StatePath } from '../../impermanence/knowledge/state/index.ts';
import { type WellKnownPath, wellKnownPaths } from '../../impermanence/knowledge/wellKnownPaths.ts';
import { lasts } from '../../impermanence/model/lasts.ts';
import type { Model } from '../../impermanence/model/model.ts';
import { type UsedState, usedState } from '../../impermanence/rules/usedState.ts';
import { quoteString } from '../../nix/syntax/attrPath.ts';
import { isUsedInHome } from '../state/homeState.ts';
import { isAlwaysNeeded } from '../state/purpose.ts';
import { code, factList } from '../text/markdown.ts';
import type { EntryList } from './entryList.ts';
import type { CompletionItem } from './item.ts';
import { type CompletionPlace, isInString, replaced } from './place.ts';

/**
 * Well-known paths for a list of entries: those that the host's services need first, those it keeps already left out.
 * `model`: the host's without the entry being written. `asItem`: an item of the list is written, so owner and mode can be said as well; else only its path.
 */
export function entryPaths(
  place: CompletionPlace,
  model: Model | undefined,
  list: EntryList,
  asItem: boolean,
): readonly CompletionItem[] {
  const span = replaced(place);
  const inString = isInString(place);
  return candidates(list, model).map((candidate, importance) => {
    const quoted = quoteString(candidate.path);
    return {
      label: candidate.path,
      kind: 'path' as const,
      detail: candidate.needed ? `${candidate.of} (needed here)` : candidate.of,
      insert: asItem ? itemText(candidate, list) : quoted,
      span,
      filter: inString ? quoted : candidate.path,
      rank: (candidate.needed ? 0 : usuallyNeedless) + (isTroublesome(candidate) ? usuallyNeedless : 0) + importance,
      documentation: () => statement(candidate),
    };
  });
}

/** More than there are paths. */
const usuallyNeedless = 10_000;

/** Files that cannot be kept by themselves, or of which a desktop has very many, come behind those that people think of. */
function isTroublesome({ path, kind }: Candidate): boolean {
  const replaced = kind === 'file' ? replacedFile(path) : undefined;
  return replaced !== undefined && (replaced.desktop === true || replaced.followsLink === false);
}

type Candidate = Pick<WellKnownPath, 'path' | 'kind' | 'user' | 'group' | 'mode' | 'of' | 'what' | 'source'> & {
  readonly needed: boolean;
};

function candidates({ kind, scope, user }: EntryList, model: Model | undefined): readonly Candidate[] {
  const used = model && scope === 'system' ? usedState(model).flatMap(placesOf) : [];
  const known = wellKnownPaths(scope === 'system' ? 'system' : 'user').map((each) => ({
    ...each,
    needed:
      isAlwaysNeeded(each) ||
      (model !== undefined && scope === 'home' && each.facts.some((fact) => isUsedInHome(model, user, fact))),
  }));
  const home = scope === 'home' ? model?.users.find(({ name }) => name === user)?.home : '';
  const found = new Map<string, Candidate>();
  for (const candidate of [...used, ...known]) {
    if (candidate.kind !== kind || found.has(candidate.path)) continue;
    if (!isKept(model, home, candidate.path)) found.set(candidate.path, candidate);
  }
  return [...found.values()];
}

function placesOf({ fact, paths }: UsedState): readonly Candidate[] {
  return paths.map((path) => ({ ...path, of: fact.name, what: fact.what, source: fact.source, needed: true }));
}

function isKept(model: Model | undefined, home: string | undefined, path: string): boolean {
  if (!model || home === undefined) return false;
  return lasts(model, home === '' ? path : `${home}/${path}`) === true;
}

/** The item with owner and mode where the service needs others than the module gives. */
function itemText({ path, kind, user, group, mode }: StatePath, { scope }: EntryList): string {
  const fields = [
    scope === 'system' && user !== undefined && user !== 'root' ? `user = ${quoteString(user)};` : '',
    scope === 'system' && group !== undefined && group !== 'root' ? `group = ${quoteString(group)};` : '',
    mode !== undefined && mode !== '0755' ? `mode = ${quoteString(mode)};` : '',
  ].filter((field) => field !== '');
  if (kind === 'file' || fields.length === 0) return quoteString(path);
  return `{ directory = ${quoteString(path)}; ${fields.join(' ')} }`;
}

function statement({ of, what, source, user, group, mode, needed }: Candidate): string {
  const address = sourceUrl(source);
  return [
    `**${of}**: ${what}`,
    factList([
      ['Here', needed ? 'needed by what is enabled' : undefined],
      ['Owner', user && code(`${user}:${group ?? user}`)],
      ['Mode', mode && code(mode)],
    ]),
    address ? `[Source](${address})` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
