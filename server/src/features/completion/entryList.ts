import type { Analysis } from '../../analysis.ts';
import { encloses, touches } from '../../base/span.ts';
import type { EntryOrigin, Model } from '../../impermanence/model/model.ts';
import type { Site } from '../../nix/eval/value.ts';
import type { List } from '../../nix/syntax/tree.ts';
import type { OptionPlace } from '../options/optionAt.ts';
import type { CompletionPlace } from './place.ts';

/** A list of entries that the cursor is in, or an entry in it. */
export interface EntryList {
  readonly kind: 'directory' | 'file';
  readonly scope: 'system' | 'home';
  /** Whose home, where that is known. */
  readonly user: string | undefined;
}

/** The entries an option holds, from the option's path; undefined for options that hold none. */
export function entryListOfOption({ path }: OptionPlace, scopeUser: string | undefined): EntryList | undefined {
  const name = path.findLast((part) => part === 'directories' || part === 'files');
  if (name === undefined || path[1] !== 'persistence') return undefined;
  const kind = name === 'directories' ? 'directory' : 'file';
  if (path[0] === 'home') return { kind, scope: 'home', user: scopeUser };
  return path[3] === 'users' ? { kind, scope: 'home', user: path[4] } : { kind, scope: 'system', user: undefined };
}

/**
 * The entries a list holds, from what the evaluation made of its items: so a list in a `let` or in an option of the
 * configuration's own is known as well, if it has an item already.
 */
export function entryListByItems(analysis: Analysis, { source, placement }: CompletionPlace): EntryList | undefined {
  const step = placement.steps.findLast((candidate) => candidate.kind === 'item');
  const list = step?.kind === 'item' ? step.list : undefined;
  return list && itemsOf(analysis, source.path, list);
}

/** The host without the entry being written at the cursor: a half-written `"/var"` must not count as keeping all below it. */
export function modelWithoutItem(analysis: Analysis, { source, offset, host }: CompletionPlace): Model | undefined {
  const isWritten = (site: Site | undefined) => {
    const place = site?.file === source.path ? analysis.spanOf(site) : undefined;
    return place !== undefined && touches(place.span, offset);
  };
  const entries = host?.model.entries.filter(({ site, pathSite }) => !isWritten(site) && !isWritten(pathSite));
  return host && entries && { ...host.model, entries };
}

function itemsOf(analysis: Analysis, path: string, list: List): EntryList | undefined {
  for (const { model } of analysis.hostsOf(path)) {
    for (const { site, kind, origin } of model.entries) {
      if (site?.file !== path) continue;
      const place = analysis.spanOf(site);
      if (place && encloses(list, place.span)) return { kind, ...scopeOf(origin) };
    }
  }
  return undefined;
}

function scopeOf(origin: EntryOrigin): Pick<EntryList, 'scope' | 'user'> {
  return origin.kind === 'system' ? { scope: 'system', user: undefined } : { scope: 'home', user: origin.user };
}
