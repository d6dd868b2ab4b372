import type { FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { setBranch } from '../../../impermanence/fixes/sourceUrl.ts';
import { shellWord } from '../../../impermanence/fixes/text.ts';
import { v1Branch } from '../../../impermanence/knowledge/revisions.ts';
import type { Model } from '../../../impermanence/model/model.ts';
import { type Change, change } from './change.ts';

/** Where the module comes from has to be of version 2: another branch, a newer lock. */
export function sourceChanges(context: FixContext, { releases }: Model): readonly Change[] {
  const { era, ref, site, input, rev } = releases.impermanence;
  if (era === 'v2') return [];
  const commands =
    input !== undefined
      ? [`nix flake update ${shellWord(input)}`]
      : rev !== undefined
        ? ['# then fetch a revision of impermanence of 2026 or later, with its hash']
        : [];
  const edits = ref === v1Branch && site ? setBranch(context, site, 'master', branchInUrl) : [];
  return change(edits?.map(withoutDefaultBranch), { commands });
}

const branchInUrl = new RegExp(`${v1Branch}(?=\\.(tar\\.gz|zip)$)`);

/** A flake reference says nothing of the default branch. */
function withoutDefaultBranch<T extends { readonly text: string }>(edit: T): T {
  return { ...edit, text: edit.text.replace(/^("github:[^/]+\/[^/]+)\/master"$/, '$1"') };
}
