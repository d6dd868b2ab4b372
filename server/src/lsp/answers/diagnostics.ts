import {
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnosticsOf } from '../diagnostics.ts';
import { guarded } from '../guard.ts';
import type { Server } from '../serverState.ts';

/** textDocument/diagnostic and workspace/diagnostic: for editors that ask instead of being told. */
export function serveDiagnostics(server: Server): void {
  const { connection, log, session, client } = server;
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guarded(log, 'diagnostic', nothing, async ({ textDocument }) => {
      const { project, path } = session.target(textDocument.uri);
      await project.settle();
      const analysis = project.analysisFor(path);
      const items = [...diagnosticsOf(session, project, analysis, analysis.problemsOf(path), client.diagnostics)];
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );
  connection.languages.diagnostics.onWorkspace(
    guarded<unknown, WorkspaceDiagnosticReport, DiagnosticServerCancellationData>(
      log,
      'workspace diagnostic',
      { items: [] },
      async () => {
        const reports = await Promise.all([...session.folders().values()].map((project) => reportsOf(server, project)));
        return { items: reports.flat() };
      },
    ),
  );
}

async function reportsOf(
  { session, client }: Server,
  project: Parameters<typeof diagnosticsOf>[1],
): Promise<readonly WorkspaceDocumentDiagnosticReport[]> {
  await project.settle();
  const analysis = project.workspace.analyse();
  return analysis.files().flatMap((path) => {
    if (!session.owns(project, path)) return [];
    const items = [...diagnosticsOf(session, project, analysis, analysis.problemsOf(path), client.diagnostics)];
    const version = session.openDocument(project, path)?.version ?? null;
    return { kind: DocumentDiagnosticReportKind.Full, uri: session.uriFor(project, path), version, items };
  });
}
