import type { Site } from '../../nix/eval/value.ts';
import { all } from '../fixes/combine.ts';
import type { FileEdit } from '../fixes/fileEdit.ts';
import { setBranch } from '../fixes/sourceUrl.ts';
import { v1Branch } from '../knowledge/revisions.ts';
import type { Model } from '../model/model.ts';
import type { Fix, RuleContext } from './rule.ts';

/**
 * The fix that stays with the last revision before v2, where the module's source is written in sight. `besides` is what v1
 * wants beside it.
 */
export function pinV1(
  model: Model,
  context: RuleContext,
  preferred: boolean,
  besides: () => readonly FileEdit[] | undefined = () => [],
): readonly Fix[] {
  const { site } = model.releases.impermanence;
  if (!site) return [];
  const pin: Fix = {
    title: `Use the branch ${v1Branch}`,
    preferred,
    edits: () => all(setBranch(context, site, v1Branch, /\b(master|main)\b/), besides()),
  };
  return [preferred ? { ...pin, harms: (other) => isSystemWith(other, site) } : pin];
}

/** Whether a system is made with the module from the same source, or may be: its v2 would become v1. */
function isSystemWith(other: Model, { file, number }: Site): boolean {
  const { site } = other.releases.impermanence;
  if (other.host.kind !== 'nixos' || site?.file !== file || site.number !== number) return false;
  return other.open || other.persistenceModules.length > 0 || other.stores.length > 0;
}
