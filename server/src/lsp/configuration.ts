import { DidChangeConfigurationNotification, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { uriOf } from '../base/uri.ts';
import { type Settings, settingsSection } from '../protocol.ts';
import { describe, guardedNotification, quietly } from './guard.ts';
import type { Project } from './project.ts';
import { refresh } from './refresh.ts';
import type { ProjectSettings, Server } from './serverState.ts';
import { checkSettings } from './settings.ts';

/** Follows changes of the settings. Gives what is to be done when the editor is ready. */
export function serveConfiguration(server: Server): () => Promise<void> {
  const { connection, log, client, session } = server;
  connection.onDidChangeConfiguration(
    guardedNotification(log, 'didChangeConfiguration', async ({ settings }) => {
      // Older clients send the settings along, the others have to be asked.
      const sent = (settings as Record<string, unknown> | null | undefined)?.[settingsSection];
      for (const project of session.projects()) {
        if (client.configuration) await pullSettings(server, project);
        else applySettings(server, project, sent);
        project.changed();
      }
      refresh(server);
    }),
  );
  return async () => {
    if (!client.dynamicConfiguration) return;
    await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
  };
}

/** Asks the editor for the settings of a project. A client that cannot tell has the defaults. Never rejects. */
export async function pullSettings(server: Server, project: Project): Promise<void> {
  let given: unknown;
  try {
    const scopeUri = uriOf(project.workspace.root, project.origin);
    if (server.client.configuration) {
      given = await server.connection.workspace.getConfiguration(
        project.isFolder ? { section: settingsSection, scopeUri } : { section: settingsSection },
      );
    }
  } catch (error) {
    server.log.warn(`settings: ${describe(error)}`);
  }
  applySettings(server, project, given);
}

/** Puts settings in force; says once for each what is wrong with it. */
function applySettings(server: Server, project: Project, given: unknown): void {
  const { settings, complaints } = checkSettings(given);
  server.settings.set(project, ownSettings(settings));
  project.workspace.configure(settings);
  for (const complaint of complaints) {
    if (server.complaints.has(complaint)) continue;
    server.complaints.add(complaint);
    server.log.warn(complaint);
    // The convenient call of the library is a request, which an editor may not know; nobody waits for an answer here.
    quietly(
      server.connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: `Impermanence: ${complaint}`,
      }),
    );
  }
}

function ownSettings(settings: Settings): ProjectSettings {
  return {
    closedFiles: settings['diagnostics.closedFiles'],
    inlayHints: settings['inlayHints.enable'],
    codeLens: settings['codeLens.enable'],
    semanticTokens: settings['semanticTokens.enable'],
  };
}
