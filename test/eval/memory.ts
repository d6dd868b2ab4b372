import { createEvaluation, type Evaluation, type EvaluationOptions } from '../../server/src/nix/eval/evaluate.ts';
import { lower } from '../../server/src/nix/eval/lower.ts';
import type { ChildKind, PathContent, SourceFile, Sources } from '../../server/src/nix/eval/sources.ts';
import type { Lowered } from '../../server/src/nix/eval/summary.ts';
import type { Site, Value } from '../../server/src/nix/eval/value.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';

/** Files in memory as sources; paths in `absent` were not fetched yet. */
export function memorySources(files: Readonly<Record<string, string>>, absent: readonly string[] = []): Sources {
  const at = (path: string): PathContent | undefined => {
    if (absent.includes(path)) return undefined;
    const text = files[path];
    if (text !== undefined) return { kind: 'file', file: sourceFile(path, text) };
    const children = new Map<string, ChildKind>();
    for (const name of Object.keys(files)) {
      if (!name.startsWith(`${path}/`)) continue;
      const [child = '', ...below] = name.slice(path.length + 1).split('/');
      children.set(child, below.length === 0 ? 'regular' : 'directory');
    }
    return children.size === 0 ? { kind: 'missing' } : { kind: 'directory', children };
  };
  return {
    at,
    kindOf: (path) => {
      const content = at(path);
      return content?.kind === 'unreadable' ? 'file' : content?.kind;
    },
  };
}

function sourceFile(path: string, text: string): SourceFile {
  if (!path.endsWith('.nix')) return { path, text };
  const tree = parse(text);
  return { path, text, nix: { tree, errors: tree.errors, ...lower(tree, path) } };
}

/** An expression with what it evaluates to. */
export interface Evaluated {
  readonly evaluation: Evaluation;
  readonly lowered: Lowered;
  readonly value: Value;
  /** The value as JSON, or `unknown: …`, `throw: …`. */
  readonly shown: string;
  /** The text that a site spans. */
  textAt(site: Site | undefined): string | undefined;
}

/** Evaluates an expression; `lib` is in reach, and `unknown` is a variable nothing is known of. */
export function evaluated(
  text: string,
  sources: Sources = memorySources({}),
  options: EvaluationOptions = {},
): Evaluated {
  const evaluation: Evaluation = createEvaluation(sources, {
    variable: (name, site) => {
      if (name === 'lib') return evaluation.lib;
      return name === 'unknown' ? { kind: 'unknown', reason: 'nothing is known', site } : undefined;
    },
    ...options,
  });
  const lowered = lower(parse(text), '/w/test.nix');
  const value = evaluation.evaluateSummary(lowered.summary);
  return { evaluation, lowered, value, shown: show(evaluation, value), textAt: (site) => spanned(lowered, text, site) };
}

function spanned(lowered: Lowered, text: string, site: Site | undefined): string | undefined {
  const span = site === undefined ? undefined : lowered.sites.span(site);
  return span === undefined ? undefined : text.slice(span.start, span.end);
}

/** A value as JSON with its doubts: `?` before what may be absent, `…` for gaps and rests. */
export function show(evaluation: Evaluation, value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return `unknown: ${value.reason}`;
    case 'failure':
      return `${value.cause}: ${value.message}`;
    case 'function':
      return 'function';
    case 'list':
      return `[${value.items.map((item) => (item.kind === 'gap' ? '…' : `${item.maybe ? '?' : ''}${show(evaluation, item.thunk.force())}`)).join(' ')}]`;
    case 'attrs': {
      const parts = [...value.entries].map(
        ([name, attr]) => `${attr.maybe ? '?' : ''}${name}=${show(evaluation, attr.thunk.force())}`,
      );
      return `{${[...parts, ...(value.rest ? ['…'] : [])].join(' ')}}`;
    }
    default:
      return String(evaluation.toJson(value));
  }
}
