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

/** Above a store what it holds and where it lies, above a host its problems and stores. */
export function codeLenses(analysis: Analysis, path: FilePath): readonly CodeLens[] {
  const lenses = analysis
    .hostsOf(path)
    .flatMap((host) => [...hostLens(analysis, host, path), ...storeLenses(analysis, host, path)]);
  const distinct = new Map(lenses.map((lens) => [`${lens.span.start} ${lens.title}`, lens]));
  return [...distinct.values()].sort((a, b) => a.span.start - b.span.start);
}

function storeLenses(analysis: Analysis, host: HostAnalysis, path: FilePath): readonly CodeLens[] {
  const several = analysis.hostsOf(path).length > 1 && host.host.kind !== 'module';
  return host.model.stores.flatMap((store) => {
    const site = store.sites.find(({ file }) => file === path);
    const place = site && analysis.spanOf(site);
    if (!place) return [];
    const title = `${several ? `${host.host.name}: ` : ''}${storeTitle(store, host)}`;
    return [{ span: place.span, title, about: { kind: 'store' as const, name: store.name } }];
  });
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
