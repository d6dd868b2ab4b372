import type { Analysis } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { staticText } from '../nix/syntax/attrPath.ts';
import { entryListByItems, entryListOfOption, modelWithoutItem } from './completion/entryList.ts';
import { entryListByUse } from './completion/fedOptions.ts';
import { ignoreComment } from './completion/ignoreComment.ts';
import type { CompletionItem } from './completion/item.ts';
import { knownNames } from './completion/knownNames.ts';
import { isInHome, isOfHome, moduleRoot, userOfModule } from './completion/moduleRoot.ts';
import { optionNames } from './completion/optionNames.ts';
import { entryPaths } from './completion/paths.ts';
import { type CompletionPlace, isInComputedString } from './completion/place.ts';
import { optionValues } from './completion/values.ts';
import type { Placement } from './cursor/placement.ts';
import { typingPlacement } from './cursor/typingPlacement.ts';
import { knownOptions, moduleVersion } from './options/knownOptions.ts';
import { type OptionPlace, optionAt } from './options/optionAt.ts';

export type { CompletionItem } from './completion/item.ts';

/** What can be written at an offset, the most useful first. */
export function completion(analysis: Analysis, path: FilePath, offset: number): readonly CompletionItem[] {
  const source = analysis.source(path);
  const tree = source?.nix?.tree;
  if (!source || !tree) return [];
  const inComment = ignoreComment(tree, offset);
  if (inComment) return inComment;
  const found = typingPlacement(tree, offset);
  if (!found) return [];
  const place: CompletionPlace = { source, tree, offset, ...found, host: analysis.hostFor(path) };
  if (isInComputedString(place)) return [];
  const items = place.placement.focus.kind === 'name' ? names(analysis, place) : values(analysis, place);
  return items.toSorted((a, b) => a.rank - b.rank || compare(a.label, b.label));
}

function names(analysis: Analysis, place: CompletionPlace): readonly CompletionItem[] {
  // What is computed is no name that is written here.
  if (isComputed(place.placement.focus.node)) return [];
  const option = optionHere(place);
  const root = option ?? moduleRoot(place);
  if (!root) return [];
  const version = moduleVersion(place.host?.model);
  return [...knownNames(analysis, place, patternOf(option)), ...optionNames(place, root.node, version)];
}

function isComputed(node: Placement['focus']['node']): boolean {
  return node?.kind === 'interpolation' || (node?.kind === 'string' && staticText(node) === undefined);
}

function values(analysis: Analysis, place: CompletionPlace): readonly CompletionItem[] {
  const { steps } = place.placement;
  const option = optionHere(place);
  const pattern = patternOf(option);
  const isItem = steps.at(-1)?.kind === 'item';
  if (isItem || pattern.endsWith('.directory') || pattern.endsWith('.file')) {
    const list =
      (option && entryListOfOption(option, userOfModule(place))) ??
      entryListByItems(analysis, place) ??
      entryListByUse(analysis, place);
    if (list) return entryPaths(place, modelWithoutItem(analysis, place), list, isItem);
  }
  return option ? optionValues(place, option, pattern) : [];
}

/** The option around the cursor; in a home only those of Home Manager are, whatever the system has of the same name. */
function optionHere(place: CompletionPlace): OptionPlace | undefined {
  const option = optionAt(knownOptions, place.placement.steps);
  return option && !isOfHome(option.path[0]) && isInHome(place) ? undefined : option;
}

/** The option's path as facts write it. */
function patternOf(option: OptionPlace | undefined): string {
  return option?.pattern.join('.') ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
