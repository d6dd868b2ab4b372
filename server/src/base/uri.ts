import { URI } from 'vscode-uri';

/**
 * Where a project's files are: the engine knows them by absolute path alone, so what else a URI has is the same for
 * all of them. `query` tells apart what an editor shows of one file at several times (the scheme `git`).
 */
export interface Origin {
  readonly scheme: string;
  readonly authority: string;
  readonly query: string;
}

/** The origin of a URI, by which its documents are kept apart from those of others. */
export function originOf(uri: string): Origin {
  const { scheme, authority, query } = URI.parse(uri);
  return { scheme, authority, query };
}

/** Whether two URIs differ at most in their path. */
export function sameOrigin(a: Origin, b: Origin): boolean {
  return a.scheme === b.scheme && a.authority === b.authority && a.query === b.query;
}

/** The engine's path of a URI: absolute, `/` separators, no slash at the end; a drive letter is `/c:`. */
export function pathOf(uri: string): string {
  const { path } = URI.parse(uri);
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return absolute.length > 1 && absolute.endsWith('/') ? absolute.slice(0, -1) : absolute;
}

/** The URI of a path. An editor may write the same URI otherwise (`c:` for `c%3A`): prefer its own where it is known. */
export function uriOf(path: string, origin: Origin): string {
  return URI.from({ ...origin, path }).toString();
}
