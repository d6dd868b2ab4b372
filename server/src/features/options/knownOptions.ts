import { type ModuleVersion, optionFacts } from '../../impermanence/knowledge/options/index.ts';
import type { Model } from '../../impermanence/model/model.ts';
import { optionTree } from './optionTree.ts';

/** Every option that features can speak about. */
export const knownOptions = optionTree(optionFacts);

/** Which version of the impermanence module a host uses; undefined where that is not known. */
export function moduleVersion(model: Model | undefined): ModuleVersion | undefined {
  const release = model?.releases.impermanence;
  return release?.era && { era: release.era, lastModified: release.lastModified };
}
