import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { PositionEncoding } from '../base/lines.ts';
import { copyCommandsCommand, type InitializationOptions } from '../protocol.ts';
import type { DiagnosticAbilities } from './diagnostics.ts';

/** What the editor can do, as far as the server acts on it. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly dynamicWatching: boolean;
  readonly progress: boolean;
  /** Whether problems are pushed; an editor that only asks for them is answered (pull). */
  readonly push: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshCodeLenses: boolean;
  readonly refreshSemanticTokens: boolean;
  readonly diagnostics: DiagnosticAbilities;
  /** Edits of documents at a version, files created, changes explained. */
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly changeAnnotations: boolean;
  /** Has a command of its own for the shell commands behind a refactoring. */
  readonly copyCommands: boolean;
  readonly codeActionLiterals: boolean;
  readonly snippets: boolean;
  /** Whether it shows a few words beside every item of a list, not only of the one chosen. */
  readonly labelDetails: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly linkDefinitions: boolean;
  readonly markdown: boolean;
  /** The same for the documentation of what is completed. */
  readonly markdownDocumentation: boolean;
}

/** Reads the capabilities a client announced; what it does not mention it cannot do. */
export function clientAbilities(
  { workspace, textDocument, window }: ClientCapabilities,
  options?: InitializationOptions,
): ClientAbilities {
  const published = textDocument?.publishDiagnostics;
  // An editor that only asks for problems says there what it can show of them.
  const shown = published ?? textDocument?.diagnostic;
  const edit = workspace?.workspaceEdit;
  return {
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    dynamicWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    push: published !== undefined || textDocument?.diagnostic === undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    diagnostics: {
      related: shown?.relatedInformation === true,
      codeDescription: shown?.codeDescriptionSupport === true,
      tags: shown?.tagSupport !== undefined,
      data: shown?.dataSupport === true,
      version: published?.versionSupport === true,
    },
    documentChanges: edit?.documentChanges === true,
    createFiles: edit?.resourceOperations?.includes('create') === true,
    changeAnnotations: edit?.changeAnnotationSupport !== undefined,
    copyCommands: options?.copyCommands === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    linkDefinitions: textDocument?.definition?.linkSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    markdownDocumentation:
      textDocument?.completion?.completionItem?.documentationFormat?.includes('markdown') !== false,
  };
}

/** Strings are UTF-16 here, so that costs nothing; another is used only where the client does not know it. */
export function encodingFor({ general }: ClientCapabilities): PositionEncoding {
  const offered = general?.positionEncodings ?? ['utf-16'];
  const known: readonly PositionEncoding[] = ['utf-16', 'utf-32', 'utf-8'];
  return known.find((encoding) => offered.includes(encoding)) ?? 'utf-16';
}

/** What the server announces to this client. */
export function serverCapabilities(client: ClientAbilities, encoding: PositionEncoding): ServerCapabilities {
  return {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['.', '"', '/', '=', ' '], resolveProvider: true },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind],
      resolveProvider: false,
    },
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    inlayHintProvider: true,
    codeLensProvider: {},
    semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: { delta: true } },
    ...(client.copyCommands ? {} : { executeCommandProvider: { commands: [copyCommandsCommand] } }),
    ...(client.push ? {} : { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }),
  };
}

/** The kind of the action that applies every preferred fix of a file, for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.impermanence`;

/** The types of semantic tokens; the manifest of the extension says what they look like. */
export const tokenTypes: readonly string[] = ['persisted', 'ephemeral', 'broken'].map((state) => `${state}Path`);
