import { commitTime } from './revisionTimes.ts';
import type { Source } from './source.ts';

/**
 * The three shapes the impermanence module has had: before the object forms of home directories (2022-08-27), from then
 * to the last revision with a Home Manager module of its own (branch `home-manager-v1`), and the rewrite.
 */
export type Era = 'v1-early' | 'v1-late' | 'v2';

/** A change on the module's master. `time` is the commit time of the first master commit that has it, in seconds since 1970. */
export interface Change {
  readonly revision: string;
  readonly time: number;
}

/** Where the eras begin and end. Source: history of nix-community/impermanence. */
export const landmarks = {
  objectDirectories: { revision: '2237ad2', time: 1661590580 },
  lastV1: { revision: '4b3e914', time: 1737831083 },
  firstV2: { revision: 'f868c97', time: 1767548760 },
  /** `/` is no longer taken for a home directory. */
  rootIsNoHome: { revision: '69ecf31', time: 1768941735 },
  /** The assertion about ephemeral file systems above persisted targets. */
  ephemeralAssertion: { revision: '7b1d382', time: 1769548169 },
  /** systemd-machine-id-commit no longer fails beside a persisted machine-id. */
  machineIdCommit: { revision: '3ed3f0e', time: 1731242966 },
} as const satisfies { readonly [name: string]: Change };

/** A whole revision to fetch: the last one known. Source: nix-community/impermanence, master. */
export const presentRevision = '7b1d382faf603b6d264f58627330f9faa5cba149';

/** The branch that keeps the last v1 revision for ever. */
export const v1Branch = 'home-manager-v1';

/** The branches of the pull request that became v2: their revisions are in between. Source: nix-community/impermanence#272. */
export const pullRequestBranch = 'home-manager-v2';

/** The commit time of the module's first revision, 7c5f639. */
const firstCommitTime = 1591300075;

/**
 * The era of a locked revision by its commit time. Undefined between the eras, where only a pull request's branch had
 * commits, and before the first commit: that is the date of no revision (path inputs are locked with 1).
 */
export function eraAt(lastModified: number): Era | undefined {
  if (lastModified < firstCommitTime) return undefined;
  if (lastModified < landmarks.objectDirectories.time) return 'v1-early';
  if (lastModified <= landmarks.lastV1.time) return 'v1-late';
  return lastModified >= landmarks.firstV2.time ? 'v2' : undefined;
}

/** The commit time of a revision of the module, where it is one that is known. */
export { commitTime };

/** The commit time that stands for an era of which no revision is known: that of its last (for v1-early a typical) revision. */
export function representativeTime(era: Era): number {
  return era === 'v1-early'
    ? 1646131459
    : era === 'v1-late'
      ? landmarks.lastV1.time
      : landmarks.ephemeralAssertion.time;
}

/** A stretch of revisions that must not be used. Times are inclusive, in seconds since 1970. */
export interface BrokenRange {
  readonly from: Change;
  readonly to: Change;
  readonly revisions: readonly string[];
  /** What happens, as a sentence. */
  readonly effect: string;
  readonly fixedBy: Change;
  readonly source: Source;
}

/** Revisions of the module known to do harm. */
export const brokenRanges: readonly BrokenRange[] = [
  {
    from: landmarks.firstV2,
    to: { revision: '0d633a6', time: 1768835187 },
    revisions: [
      'f868c97',
      '342653a',
      'a314589',
      'cf50757',
      '82e5bc4',
      '7a8650f',
      '5eed14a',
      'be83bd5',
      '7d905a5',
      '0d633a6',
    ],
    effect: 'With any system file entry, `/` is treated as a home directory and becomes mode 0700, owned by that user.',
    fixedBy: landmarks.rootIsNoHome,
    source: { repository: 'nix-community/impermanence', thread: 295 },
  },
];

/** The broken range a locked revision lies in. */
export function brokenRangeAt(lastModified: number): BrokenRange | undefined {
  return brokenRanges.find(({ from, to }) => lastModified >= from.time && lastModified <= to.time);
}
