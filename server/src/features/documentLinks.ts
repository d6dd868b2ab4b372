import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import { rules } from '../impermanence/rules/index.ts';
import { ignoreComments } from '../impermanence/rules/suppression.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { parseFlakeReference } from '../nix/modules/flakeReference.ts';
import { staticText } from '../nix/syntax/attrPath.ts';
import type { PathLiteral, StringLiteral } from '../nix/syntax/tree.ts';
import { walk } from '../nix/syntax/walk.ts';
import { fileOf } from './paths/fileOf.ts';

/** A place that leads to another: a file of the project, a web page, or the page of a rule. */
export interface DocumentLink {
  readonly span: Span;
  readonly target:
    | { readonly kind: 'file'; readonly path: FilePath }
    | { readonly kind: 'page'; readonly url: string }
    | { readonly kind: 'rule'; readonly id: string };
  readonly tooltip: string;
}

/** The links of a file: paths of files that are there, references of flakes, rule ids in ignore comments. Editors find URLs by themselves. */
export function documentLinks(analysis: Analysis, path: FilePath): readonly DocumentLink[] {
  const source = analysis.source(path);
  const tree = source?.nix?.tree;
  if (!source || !tree) return [];
  const links: DocumentLink[] = [];
  walk(tree.root, (node) => {
    const link =
      node.kind === 'path' ? fileLink(analysis, path, node) : node.kind === 'string' ? flakeLink(node) : undefined;
    if (link) links.push(link);
  });
  const ids = new Set(rules.map(({ id }) => id));
  const ruleLinks = ignoreComments(source)
    .flatMap((comment) => comment.rules)
    .filter(({ id }) => ids.has(id))
    .map(({ id, span }): DocumentLink => ({ span, target: { kind: 'rule', id }, tooltip: `About ${id}` }));
  return [...links, ...ruleLinks];
}

function fileLink(analysis: Analysis, from: FilePath, node: PathLiteral): DocumentLink | undefined {
  const target = fileOf(analysis, from, node);
  if (target === undefined) return undefined;
  return {
    span: { start: node.start, end: node.end },
    target: { kind: 'file', path: target },
    tooltip: 'Open the file',
  };
}

function flakeLink(node: StringLiteral): DocumentLink | undefined {
  const text = staticText(node);
  if (text === undefined || !/^(github|gitlab|sourcehut):/.test(text)) return undefined;
  const { type, owner, repo, ref, rev } = parseFlakeReference(text);
  const host = hosts[type];
  if (!host || !owner || !repo) return undefined;
  const at = rev ?? ref;
  const url = `https://${host}/${owner}/${repo}${at === undefined ? '' : `/tree/${at}`}`;
  return {
    span: { start: node.start + 1, end: node.end - 1 },
    target: { kind: 'page', url },
    tooltip: `${owner}/${repo}`,
  };
}

const hosts: Readonly<Record<string, string>> = { github: 'github.com', gitlab: 'gitlab.com', sourcehut: 'git.sr.ht' };
