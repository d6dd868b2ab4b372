import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from 'vscode-languageserver';
import { quietly } from './guard.ts';
import type { Project } from './project.ts';
import type { Server } from './serverState.ts';

/**
 * Has the editor ask again for what it shows of documents that did not change themselves: a file may mean something else because
 * another one changed. Editors ask by themselves about documents that are edited.
 */
export class Refresher {
  /** How many hosts had been evaluated when it was last done: while that stays, nothing means anything else. */
  readonly #evaluations = new Map<Project, number>();

  settled(server: Pick<Server, 'connection' | 'client'>, project: Project): void {
    const { evaluations } = project.workspace;
    if (this.#evaluations.get(project) === evaluations) return;
    this.#evaluations.set(project, evaluations);
    refresh(server);
  }
}

/** Asks for everything anew, as far as the editor can be asked to. */
export function refresh({ connection, client }: Pick<Server, 'connection' | 'client'>): void {
  if (client.refreshInlayHints) quietly(connection.sendRequest(InlayHintRefreshRequest.type));
  if (client.refreshCodeLenses) quietly(connection.sendRequest(CodeLensRefreshRequest.type));
  if (client.refreshSemanticTokens) quietly(connection.sendRequest(SemanticTokensRefreshRequest.type));
  if (client.refreshDiagnostics && !client.push) quietly(connection.sendRequest(DiagnosticRefreshRequest.type));
}
