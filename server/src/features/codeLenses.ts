import type { Analysis, HostAnalysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import { mountOf } from '../impermanence/model/lasts.ts';
import type { Store } from '../impermanence/model/model.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { mountText } from './hover/mountCard.ts';
import { countEntries } from './hover/storeCard.ts';

/** A line of text above a place. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  /** What it speaks of, for the command behind it. */
  readonly about: { readonly kind: 'store'; readonly name: string } | { readonly kind: 'host'; readonly name: string };
}

/** How many different texts a store gets, and how many hosts are named in one, before the rest is only counted. */
const most = 3;

/** Above a store what it holds and where it lies, above a host its problems and stores. */
export function codeLenses(analysis: Analysis, path: FilePath): readonly CodeLens[] {
  const hosts = analysis.hostsOf(path);
  const lenses = [...hosts.flatMap((host) => hostLens(analysis, host, path)), ...storeLenses(analysis, hosts, path)];
  const distinct = new Map(lenses.map((lens) => [`${lens.span.start} ${lens.title}`, lens]));
  return [...distinct.values()].sort((a, b) => a.span.start - b.span.start);
}

interface StoreText {
  readonly name: string;
  readonly span: Span;
  readonly title: string;
  readonly host: string;
}

/** Hosts that say the same of a store share a lens, and are named where others say something else. */
function storeLenses(analysis: Analysis, hosts: readonly HostAnalysis[], path: FilePath): readonly CodeLens[] {
  const stores = grouped(storeTexts(analysis, hosts, path), ({ name, span }) => `${span.start} ${name}`);
  return stores.flatMap((texts) => {
    const groups = grouped(texts, ({ title }) => title);
    return groups.slice(0, most).flatMap((group, index) => {
      const [first] = group;
      if (!first) return [];
      const names = [...new Set(group.map(({ host }) => host))];
      const left = index === most - 1 ? groups.length - most : 0;
      const title = `${groups.length > 1 ? `${some(names)}: ` : ''}${first.title}${left > 0 ? ` and ${left} more` : ''}`;
      return [{ span: first.span, title, about: { kind: 'store' as const, name: first.name } }];
    });
  });
}

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

function some(names: readonly string[]): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return names.slice(0, most).join(', ') + more;
}

function storeTexts(analysis: Analysis, hosts: readonly HostAnalysis[], path: FilePath): readonly StoreText[] {
  return hosts.flatMap((host) =>
    host.model.stores.flatMap((store) => {
      const site = store.sites.find(({ file }) => file === path);
      const place = site && analysis.spanOf(site);
      // One that has no name yet would only move the lines of who writes it.
      if (!place || store.name === '') return [];
      return [{ name: store.name, span: place.span, title: storeTitle(store, host), host: host.host.name }];
    }),
  );
}

/** `12 directories, 4 files → /persist (ext4, early)` */
function storeTitle(store: Store, { model }: HostAnalysis): string {
  const entries = model.entries.filter((entry) => entry.store === store);
  const mount = store.path === undefined ? undefined : mountOf(model, store.path);
  const on = mount ? ` (${mountText(mount)})` : '';
  return `${countEntries(entries) || 'nothing'} → ${store.path ?? 'a place that is not known'}${on}`;
}

function hostLens(analysis: Analysis, { host, model }: HostAnalysis, path: FilePath): readonly CodeLens[] {
  const place = host.site?.file === path ? analysis.spanOf(host.site) : undefined;
  if (!place) return [];
  const problems = analysis.problems().filter(({ hosts }) => hosts.includes(host.name)).length;
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const title = `${count(model.stores.length, 'store')}, ${count(problems, 'problem')}`;
  return [{ span: place.span, title, about: { kind: 'host', name: host.name } }];
}
