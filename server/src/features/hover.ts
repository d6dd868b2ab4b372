import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { entriesAt, type Found, mountsAt, releasesAt, storesAt, usersAt } from './cursor/modelAt.ts';
import { placementAt } from './cursor/placement.ts';
import { entryCard } from './hover/entryCard.ts';
import { mountCard } from './hover/mountCard.ts';
import { optionCard } from './hover/optionCard.ts';
import { releaseCard } from './hover/releaseCard.ts';
import { storeCard } from './hover/storeCard.ts';
import { userCard } from './hover/userCard.ts';
import { knownOptions, moduleVersion } from './options/knownOptions.ts';
import { optionOf } from './options/optionAt.ts';
import { escapeMarkdown, factList } from './text/markdown.ts';

/** What is shown for the thing at a place. */
export interface Hover {
  readonly markdown: string;
  /** What it is about. */
  readonly span: Span;
}

/** How many hosts or users something is shown for before the rest is only counted. */
const mostCards = 4;

/** What is to be said about what stands at an offset: an entry, a store, a mount, a user, a release, an option. */
export function hover(analysis: Analysis, path: FilePath, offset: number): Hover | undefined {
  return (
    cards(analysis, entriesAt(analysis, path, offset), ({ item, host }) => entryCard(item, host, analysis)) ??
    cards(analysis, storesAt(analysis, path, offset), ({ item, host }) => storeCard(item, host.model)) ??
    cards(analysis, mountsAt(analysis, path, offset), ({ item, host }) => mountCard(item, host.model)) ??
    cards(analysis, releasesAt(analysis, path, offset), ({ item, host }) =>
      releaseCard(item.kind, item.release, host.model),
    ) ??
    cards(analysis, usersAt(analysis, path, offset), ({ item, host }) => userCard(item, host.model)) ??
    optionHover(analysis, path, offset)
  );
}

/** One card for each thing found; hosts that say the same share one, and those that do not are named. */
function cards<T>(
  analysis: Analysis,
  found: readonly Found<T>[],
  card: (found: Found<T>) => string,
): Hover | undefined {
  const [first] = found;
  if (!first) return undefined;
  const smallest = found.reduce(
    (best, { span }) => (span.end - span.start < best.end - best.start ? span : best),
    first.span,
  );
  const hosts = new Map<string, string[]>();
  for (const each of found) {
    const text = card(each);
    hosts.set(text, [...(hosts.get(text) ?? []), each.host.host.name]);
  }
  // A file that nothing imports yet is no other host.
  const others = analysis.hosts.filter(({ host }) => host.kind !== 'module');
  const isShared = others.length > 1 && first.host.host.kind !== 'module';
  const texts = [...hosts].map(([text, names]) => (isShared ? `${text}\n${hostFact(names)}` : text));
  const more = texts.length > mostCards ? [`and ${texts.length - mostCards} more`] : [];
  return { markdown: [...texts.slice(0, mostCards), ...more].join('\n\n---\n\n'), span: smallest };
}

function hostFact(names: readonly string[]): string {
  const distinct = [...new Set(names)].map(escapeMarkdown);
  const shown = distinct.slice(0, mostCards).join(', ');
  const more = distinct.length > mostCards ? ` and ${distinct.length - mostCards} more` : '';
  return factList([[distinct.length === 1 ? 'Host' : 'Hosts', shown + more]]);
}

function optionHover(analysis: Analysis, path: FilePath, offset: number): Hover | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const placement = tree && placementAt(tree, offset, 'behind');
  if (placement?.focus.kind !== 'name' || !placement.focus.node) return undefined;
  const fact = optionOf(knownOptions, placement)?.node.fact;
  if (!fact) return undefined;
  const { start, end } = placement.focus.node;
  return { markdown: optionCard(fact, moduleVersion(analysis.hostFor(path)?.model)), span: { start, end } };
}
