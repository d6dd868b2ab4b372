import type { Analysis, HostAnalysis } from '../analysis.ts';
import { type Span, touches } from '../base/span.ts';
import type { SourceFile } from '../nix/eval/sources.ts';
import type { FilePath, Site } from '../nix/eval/value.ts';
import { nodesAt } from '../nix/syntax/nodeAt.ts';

/** What a path in a file is, for colouring. */
export type PathState = 'persisted' | 'ephemeral' | 'broken';

/** A piece of a text with what it is; pieces do not overlap and are sorted. */
export interface SemanticToken {
  readonly span: Span;
  readonly state: PathState;
}

/** Entries, stores and mounts of a file: what lasts, what is wiped, and what an error is about. */
export function semanticTokens(analysis: Analysis, path: FilePath): readonly SemanticToken[] {
  const states = new Map<string, SemanticToken>();
  const errors = analysis.problemsOf(path).filter(({ severity }) => severity === 'error');
  for (const host of analysis.hostsOf(path)) {
    for (const { site, state, isEntry } of markedSites(host)) {
      const place = site?.file === path ? analysis.spanOf(site) : undefined;
      if (!place) continue;
      const isBroken =
        isEntry && errors.some(({ span }) => touches(place.span, span.start) && touches(place.span, span.end));
      const key = `${place.span.start} ${place.span.end}`;
      // What is lost on one host is worth seeing, however well it is kept on another.
      if (isBroken) states.set(key, { span: place.span, state: 'broken' });
      else if (!states.has(key) || state === 'ephemeral') states.set(key, { span: place.span, state });
    }
  }
  return withoutOverlaps([...states.values()]).flatMap((token) => withoutInterpolations(analysis.source(path), token));
}

interface Marked {
  readonly site: Site | undefined;
  readonly state: PathState;
  /** An error at a mount or store says that something is amiss around it; one at an entry, that this path is not kept. */
  readonly isEntry?: boolean;
}

function markedSites({ model }: HostAnalysis): readonly Marked[] {
  const lasting = (wiped: boolean | undefined): readonly PathState[] =>
    wiped === undefined ? [] : [wiped ? 'ephemeral' : 'persisted'];
  return [
    ...model.mounts.flatMap(({ site, wiped }) => lasting(wiped).map((state) => ({ site, state }))),
    ...model.stores.flatMap(({ sites, enable }) =>
      enable === false ? [] : sites.map((site): Marked => ({ site, state: 'persisted' })),
    ),
    ...model.entries.map(
      ({ pathSite, site }): Marked => ({ site: pathSite ?? site, state: 'persisted', isEntry: true }),
    ),
  ];
}

/** What is interpolated keeps the colours of the expression it is. */
function withoutInterpolations(source: SourceFile | undefined, token: SemanticToken): readonly SemanticToken[] {
  const { start, end } = token.span;
  const tree = source?.nix?.tree;
  if (!tree || !source.text.slice(start, end).includes('${')) return [token];
  const string = nodesAt(tree, start).find((node) => node.kind === 'string' && node.start === start);
  const holes = string?.kind === 'string' ? string.parts.filter(({ kind }) => kind === 'interpolation') : [];
  const edges = [start, ...holes.flatMap((hole) => [hole.start, hole.end]), end];
  return edges.flatMap((edge, index) => {
    const next = edges[index + 1];
    return index % 2 === 1 || next === undefined || next <= edge
      ? []
      : [{ ...token, span: { start: edge, end: next } }];
  });
}

function withoutOverlaps(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
  const sorted = tokens.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const kept: SemanticToken[] = [];
  for (const token of sorted) if ((kept.at(-1)?.span.end ?? 0) <= token.span.start) kept.push(token);
  return kept;
}
