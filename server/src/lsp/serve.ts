import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { InitializationOptions } from '../protocol.ts';
import { clientAbilities, encodingFor } from './capabilities.ts';
import { pullSettings, serveConfiguration } from './configuration.ts';
import { DiagnosticPublisher } from './diagnostics.ts';
import { serveDocuments } from './documentSync.ts';
import { serveFeatures } from './features.ts';
import { guardedNotification, type Log } from './guard.ts';
import { HostLog } from './hostLog.ts';
import { FirstAnalysisProgress } from './progress.ts';
import { createReader } from './reading.ts';
import { Refresher } from './refresh.ts';
import type { Platform } from './server.ts';
import type { Server } from './serverState.ts';
import { type ProjectCalls, Session } from './session.ts';
import { serveWatching } from './watching.ts';

/** Serves one editor that said hello with `params`, until it says goodbye. */
export function serve(connection: Connection, platform: Platform, params: InitializeParams): void {
  const server = createServer(connection, platform, params);
  serveDocuments(server);
  serveFeatures(server);
  const whenReady = [serveConfiguration(server), serveWatching(server)];
  // Nothing may be asked of the editor before it said that it is ready.
  connection.onInitialized(
    guardedNotification(server.log, 'initialized', async () => {
      server.session.changeFolders(foldersOf(params), []);
      await Promise.all(whenReady.map((step) => step()));
    }),
  );
}

function createServer(connection: Connection, platform: Platform, params: InitializeParams): Server {
  const log = logOn(connection);
  const client = clientAbilities(
    params.capabilities,
    params.initializationOptions as InitializationOptions | undefined,
  );
  const progress = new FirstAnalysisProgress(connection, client.progress);
  const refresher = new Refresher();
  const hosts = new HostLog(log);
  const calls: ProjectCalls = {
    prepare(project) {
      progress.started(project);
      return pullSettings(server, project);
    },
    settled(project, analysis, alone) {
      progress.settled(project);
      tellDefects(server, analysis);
      hosts.settled(project, analysis);
      const closedFiles = server.settings.get(project)?.closedFiles ?? true;
      if (client.push) server.publisher.publish(project, analysis, alone, closedFiles);
      refresher.settled(server, project);
    },
  };
  const reader = createReader(connection, platform.read);
  const session = new Session(encodingFor(params.capabilities), log, reader, calls);
  const publisher = new DiagnosticPublisher(connection, session, client.diagnostics);
  const server: Server = { connection, log, client, session, publisher, settings: new Map(), complaints: new Set() };
  return server;
}

/** A bug in a rule is told once, however often it is met. */
function tellDefects(server: Server, analysis: Analysis): void {
  for (const defect of analysis.defects) {
    if (server.complaints.has(defect)) continue;
    server.complaints.add(defect);
    server.log.error(defect);
  }
}

/** A client says where it is by folders; an older one by a single root. */
function foldersOf(params: InitializeParams): readonly { readonly name: string; readonly uri: string }[] {
  if (params.workspaceFolders) return params.workspaceFolders;
  return params.rootUri ? [{ name: '', uri: params.rootUri }] : [];
}

function logOn(connection: Connection): Log {
  return {
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
    info: (message) => connection.console.info(message),
  };
}
