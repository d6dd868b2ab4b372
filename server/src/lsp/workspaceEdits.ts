import type { ChangeAnnotation, CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { FileEdit } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Project } from './project.ts';
import type { Server } from './serverState.ts';

/**
 * Edits of several files in the words of the protocol; files that are not there are created. Undefined where the client
 * cannot do that. `annotation`: what they are, for clients that show changes before they are made.
 */
export function workspaceEdit(
  { session, client }: Pick<Server, 'session' | 'client'>,
  project: Project,
  analysis: Analysis,
  edits: readonly FileEdit[],
  annotation?: ChangeAnnotation,
): WorkspaceEdit | undefined {
  const isAnnotated = annotation !== undefined && client.changeAnnotations && client.documentChanges;
  const byFile = new Map<FilePath, TextEdit[]>();
  for (const { file, span, text } of edits) {
    const range = session.positions(project, analysis, file).range(span);
    const edit = isAnnotated ? { range, newText: text, annotationId } : { range, newText: text };
    byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  }
  const created = [...byFile.keys()].filter((file) => analysis.source(file) === undefined);
  if (created.length > 0 && !(client.documentChanges && client.createFiles)) return undefined;
  if (!client.documentChanges) {
    return {
      changes: Object.fromEntries([...byFile].map(([file, changes]) => [session.uriFor(project, file), changes])),
    };
  }
  const documentChanges: (CreateFile | TextDocumentEdit)[] = created.map((file) => ({
    kind: 'create',
    uri: session.uriFor(project, file),
    options: { ignoreIfExists: true },
  }));
  for (const [file, changes] of byFile) {
    const version = session.openDocument(project, file)?.version ?? null;
    documentChanges.push({ textDocument: { uri: session.uriFor(project, file), version }, edits: changes });
  }
  return isAnnotated ? { documentChanges, changeAnnotations: { [annotationId]: annotation } } : { documentChanges };
}

const annotationId = 'change';
