import { mountOf } from '../../impermanence/model/lasts.ts';
import type { Entry, Model, Store } from '../../impermanence/model/model.ts';
import { code, escapeMarkdown, factList } from '../text/markdown.ts';
import { originText } from './entryText.ts';
import { mountText } from './mountCard.ts';

/** A store: where it is kept, on what, and how many entries it has from whom. */
export function storeCard(store: Store, model: Model): string {
  const entries = model.entries.filter((entry) => entry.store === store);
  const mount = store.path === undefined ? undefined : mountOf(model, store.path);
  return [
    `**${code(store.name)}** – persistent storage${store.scope.kind === 'home' ? ` of the home${userText(store.scope.user)}` : ''}`,
    factList([
      ['Kept at', store.path === undefined ? 'not known' : store.path === store.name ? undefined : code(store.path)],
      ['On', mount && `${code(mount.mountPoint)} (${escapeMarkdown(mountText(mount))})`],
      ['Entries', entries.length === 0 ? 'none' : countByOrigin(entries)],
      ['Enabled', store.enable === false ? 'no, nothing of it is persisted' : undefined],
      ['Condition', store.condition === 'unknown' ? 'not known, so it may not be there' : undefined],
    ]),
  ].join('\n\n');
}

/** `12 directories, 4 files`. */
export function countEntries(entries: readonly Entry[]): string {
  const directories = entries.filter(({ kind }) => kind === 'directory').length;
  const files = entries.length - directories;
  const parts = [
    directories === 0 ? [] : [directories === 1 ? '1 directory' : `${directories} directories`],
    files === 0 ? [] : [files === 1 ? '1 file' : `${files} files`],
  ].flat();
  return parts.join(', ');
}

function countByOrigin(entries: readonly Entry[]): string {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const origin = originText(entry.origin);
    groups.set(origin, [...(groups.get(origin) ?? []), entry]);
  }
  return [...groups].map(([origin, group]) => `${countEntries(group)} of ${origin}`).join('; ');
}

function userText(user: string | undefined): string {
  return user === undefined ? '' : ` of ${code(user)}`;
}
