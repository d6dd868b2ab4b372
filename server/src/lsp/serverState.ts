import type { Connection } from 'vscode-languageserver';
import type { ClientAbilities } from './capabilities.ts';
import type { DiagnosticPublisher } from './diagnostics.ts';
import type { Log } from './guard.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';

/** One editor's server, as its parts see it. */
export interface Server {
  readonly connection: Connection;
  readonly log: Log;
  readonly client: ClientAbilities;
  readonly session: Session;
  readonly publisher: DiagnosticPublisher;
  /** What a person chose, by project. */
  readonly settings: Map<Project, ProjectSettings>;
  /** What was complained of already, so that it is said once. */
  readonly complaints: Set<string>;
}

/** The settings that are not the engine's business. */
export interface ProjectSettings {
  readonly closedFiles: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  readonly semanticTokens: boolean;
}
