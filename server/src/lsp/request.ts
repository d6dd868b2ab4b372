import type { CancellationToken, Position } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { guarded } from './guard.ts';
import type { Positions } from './locations.ts';
import type { Project } from './project.ts';
import type { Server } from './serverState.ts';

/** What a request about a document is answered from. */
export interface Asked {
  readonly project: Project;
  readonly path: FilePath;
  readonly analysis: Analysis;
  readonly positions: Positions;
}

/**
 * A handler of requests about one document. It waits for the first analysis of the project, and answers with `nothing` about
 * documents that are not Nix or not known.
 */
export function documentRequest<P extends { readonly textDocument: { readonly uri: string } }, R>(
  server: Server,
  name: string,
  nothing: R,
  answer: (asked: Asked, params: P) => R,
): (params: P, token: CancellationToken) => ReturnType<ReturnType<typeof guarded<P, R, void>>> {
  return guarded<P, R, void>(server.log, name, nothing, async (params, token) => {
    const asked = await ask(server, params.textDocument.uri, token);
    return asked ? answer(asked, params) : nothing;
  });
}

/** The same for requests about a position in a document. */
export function positionRequest<
  P extends { readonly textDocument: { readonly uri: string }; readonly position: Position },
  R,
>(server: Server, name: string, nothing: R, answer: (asked: Asked, offset: number, params: P) => R) {
  return documentRequest<P, R>(server, name, nothing, (asked, params) =>
    answer(asked, asked.positions.offset(params.position), params),
  );
}

/** What is known about a document; undefined where nothing is. */
export async function ask({ session }: Server, uri: string, token: CancellationToken): Promise<Asked | undefined> {
  const { project, path } = session.target(uri);
  await project.loaded(path);
  if (token.isCancellationRequested) return undefined;
  const analysis = project.analysisFor(path);
  if (!analysis.source(path)?.nix) return undefined;
  return { project, path, analysis, positions: session.positions(project, analysis, path) };
}
