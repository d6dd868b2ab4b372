import { type Definition, type DefinitionLink, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { definition } from '../../features/definition.ts';
import { references } from '../../features/references.ts';
import { rename, renameTarget } from '../../features/rename.ts';
import { locationAt } from '../locations.ts';
import { type Asked, positionRequest } from '../request.ts';
import type { Server } from '../serverState.ts';
import { workspaceEdit } from '../workspaceEdits.ts';

/** textDocument/definition, references, prepareRename and rename */
export function serveNavigation(server: Server): void {
  const { connection, session, client } = server;
  const location = ({ project, analysis }: Asked, { file, span }: ReturnType<typeof references>[number]) =>
    locationAt(session.uriFor(project, file), session.positions(project, analysis, file), span);
  connection.onDefinition(
    positionRequest<DefinitionParams, Definition | DefinitionLink[] | null>(
      server,
      'definition',
      null,
      (asked, offset) => {
        const found = definition(asked.analysis, asked.path, offset);
        if (!found) return null;
        const locations = found.targets.map((target) => location(asked, target));
        if (!client.linkDefinitions) return locations;
        const originSelectionRange = asked.positions.range(found.origin);
        return locations.map(({ uri, range }) => ({
          originSelectionRange,
          targetUri: uri,
          targetRange: range,
          targetSelectionRange: range,
        }));
      },
    ),
  );
  connection.onReferences(
    positionRequest(server, 'references', null, (asked, offset) =>
      references(asked.analysis, asked.path, offset).map((place) => location(asked, place)),
    ),
  );
  connection.onPrepareRename(
    positionRequest(server, 'prepareRename', null, ({ analysis, path, positions }, offset) => {
      const target = renameTarget(analysis, path, offset);
      return target ? { range: positions.range(target.span), placeholder: target.name } : null;
    }),
  );
  connection.onRenameRequest(
    positionRequest(server, 'rename', null, ({ project, analysis, path }, offset, { newName }) => {
      const renamed = rename(analysis, path, offset, newName);
      // The editor shows the reason to the person who asked.
      if ('refusal' in renamed) throw new ResponseError(LSPErrorCodes.RequestFailed, renamed.refusal);
      return workspaceEdit(server, project, analysis, renamed.edits) ?? null;
    }),
  );
}

type DefinitionParams = Parameters<Parameters<Server['connection']['onDefinition']>[0]>[0];
