import { type ModuleVersion, type OptionFact, standing } from '../../impermanence/knowledge/options/index.ts';
import { quoteAttributeName, quoteString } from '../../nix/syntax/attrPath.ts';
import { optionCard, typeText } from '../hover/optionCard.ts';
import { anyItem, anyName, type OptionNode } from '../options/optionTree.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import { type CompletionPlace, isInString, replaced } from './place.ts';

/** The options that may be set below a node, those left out that the version in use does not have and those set here already. */
export function optionNames(
  place: CompletionPlace,
  node: OptionNode,
  version: ModuleVersion | undefined,
): readonly CompletionItem[] {
  const span = replaced(place);
  const nameOnly = isFollowedByMore(place, span.end);
  const taken = namesBeside(place);
  return [...node.children].flatMap(([name, child], order) => {
    if (name === anyName || name === anyItem || !isOffered(child, version)) return [];
    if (taken.has(name) && !isMerged(child)) return [];
    const quoted = quoteAttributeName(name);
    const rest = nameOnly ? undefined : valueSnippet(child);
    return {
      label: name,
      kind: 'option' as const,
      detail: child.fact && typeText(child.fact.type),
      insert: quoted,
      snippet: rest === undefined ? undefined : escapeSnippet(quoted) + rest,
      span,
      filter: isInString(place) ? quoteString(name) : quoted,
      rank: rankOf(child) + order,
      documentation: child.fact && documentation(child.fact, version),
    };
  });
}

/** First what the set is there for, at the end what is seldom set; else in the order of the module. */
function rankOf({ fact, children }: OptionNode): number {
  if (!fact) return 400;
  if (fact.default === undefined || children.has(anyItem) || children.has(anyName)) return 100;
  return fact.default === '"‹name›"' ? 300 : 200;
}

/** Whether what is bound as a whole may be added to: options that hold more options, but no lists. */
function isMerged({ children }: OptionNode): boolean {
  return children.size > 0 && !children.has(anyItem);
}

function documentation(fact: OptionFact, version: ModuleVersion | undefined): () => string {
  return () => optionCard(fact, version);
}

/** An option that is there, or a node above one. Where the version is not known, whatever some version has and none refuses. */
function isOffered({ fact, children }: OptionNode, version: ModuleVersion | undefined): boolean {
  if (!fact) return children.size > 0;
  if (fact.internal) return false;
  return version ? standing(fact, version) === 'present' : fact.removal === undefined && fact.until === undefined;
}

/** What to write behind the name, by the option's type. */
function valueSnippet({ fact, children }: OptionNode): string | undefined {
  if (!fact) return undefined;
  if (children.has(anyName)) return undefined;
  if (children.has(anyItem) || /list of/.test(fact.type)) return ' = [\n\t$0\n];';
  if (fact.type === 'boolean') return ` = ${choice(['true', 'false'])};`;
  if (fact.values) return ` = "${choice(fact.values)}";`;
  return /string|path/.test(fact.type) ? ' = "$1";' : ' = $1;';
}

/** A place of a snippet where one of some words is chosen. */
function choice(words: readonly string[]): string {
  return `\${1|${words.map(escapeSnippet).join(',')}|}`;
}

/** Whether the name goes on, or has its value already. */
function isFollowedByMore({ tree }: CompletionPlace, end: number): boolean {
  return /^[ \t]*(=(?!=)|\.)/.test(tree.text.slice(end, end + 80));
}

/** Names that the set around the cursor binds as a whole, besides the one being written. */
function namesBeside({ placement }: CompletionPlace): ReadonlySet<string> {
  const { focus, nodes } = placement;
  if (focus.kind !== 'name' || (focus.binding && focus.binding.path[0] !== focus.node)) return new Set();
  const set = nodes.findLast((node) => node.kind === 'attributeSet');
  const names = new Set<string>();
  for (const binding of set?.kind === 'attributeSet' ? set.bindings : []) {
    const [only] = binding.kind === 'binding' ? binding.path : [];
    if (binding.kind === 'binding' && binding !== focus.binding && binding.path.length === 1 && only?.kind === 'name')
      names.add(only.name);
  }
  return names;
}
