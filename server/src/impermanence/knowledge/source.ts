/** Where an outside fact was read. Every fact in this room carries one (tested). */
export interface Source {
  /** `owner/name` on GitHub, or the name of a manual. */
  readonly repository: string;
  /** Commit, branch or release; undefined for threads. */
  readonly revision?: string | undefined;
  /** File in the repository, or section of the manual. */
  readonly path?: string | undefined;
  /** Number of an issue or pull request. */
  readonly thread?: number | undefined;
}

/** The address of a source for people; undefined where it has none that lasts. */
export function sourceUrl(source: Source): string | undefined {
  if (!source.repository.includes('/')) return undefined;
  const repository = `https://github.com/${source.repository}`;
  if (source.thread !== undefined) return `${repository}/issues/${source.thread}`;
  if (source.path === undefined) return repository;
  return `${repository}/blob/${source.revision ?? 'HEAD'}/${source.path}`;
}
