import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type CompletionItem,
  createProtocolConnection,
  createConnection as createServerConnection,
  type Diagnostic,
  type FileChangeType,
  type Hover,
  type InitializeResult,
  type LogMessageParams,
  MessageType,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type ShowMessageParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/lines.ts';
import type { Fetched } from '../../server/src/lsp/reading.ts';
import { type Platform, startServer } from '../../server/src/lsp/server.ts';
import {
  type InitializationOptions,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
  readDirectoryRequest,
  readFileRequest,
} from '../../server/src/protocol.ts';
import { capabilities } from './capabilities.ts';

/** How an editor of a test differs from the usual one. */
export interface EditorOptions {
  /** Changes of the capabilities, merged into those of `capabilities.ts` at the top level of each section. */
  readonly capabilities?: ClientCapabilities;
  /** What the client says beside its capabilities. */
  readonly initializationOptions?: InitializationOptions;
  /** What the editor answers for the section `impermanence`, by scope URI. */
  readonly settings?: (scope: string | undefined) => unknown;
  /** Folders, as paths. Default: `/p`. */
  readonly folders?: readonly string[];
  /** How the server gets at files: by itself, or by asking the editor as in a browser. */
  readonly reads?: 'server' | 'editor';
  /** Paths of which no reading ever ends. */
  readonly hangs?: readonly string[];
  /** How what serves is loaded. Default: as it is, at once. */
  readonly load?: Platform['load'];
}

/** An editor with a language server at the other end of a real connection. Files are in memory, by path. */
export class Editor {
  readonly files: Map<string, string | Uint8Array>;
  readonly connection: ProtocolConnection;
  readonly log: LogMessageParams[] = [];
  readonly messages: ShowMessageParams[] = [];
  readonly registered: string[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** Every list that was published, in order. */
  readonly history: PublishDiagnosticsParams[] = [];
  initialized: InitializeResult | undefined;
  settings: (scope: string | undefined) => unknown;
  readonly #texts = new Map<string, { version: number; text: string }>();
  readonly #waiting = new Set<() => void>();

  constructor(
    files: Readonly<Record<string, string | Uint8Array>>,
    connection: ProtocolConnection,
    settings: Editor['settings'],
  ) {
    this.files = new Map(Object.entries(files));
    this.connection = connection;
    this.settings = settings;
  }

  open(path: string, text = String(this.files.get(path) ?? ''), uri = uriOf(path)): void {
    this.#texts.set(path, { version: 1, text });
    void this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'nix', version: 1, text },
    });
  }

  /** Replaces one piece of an open document by another, as typing does. */
  replace(path: string, piece: string, by: string): void {
    const document = this.#texts.get(path);
    const start = document?.text.indexOf(piece) ?? -1;
    if (!document || start < 0) throw new Error(`${path} does not hold ${JSON.stringify(piece)}`);
    const range = rangeOf(document.text, start, start + piece.length);
    document.text = document.text.slice(0, start) + by + document.text.slice(start + piece.length);
    document.version++;
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(path), version: document.version },
      contentChanges: [{ range, text: by }],
    });
  }

  close(path: string): void {
    this.#texts.delete(path);
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
  }

  text(path: string): string {
    return this.#texts.get(path)?.text ?? String(this.files.get(path) ?? '');
  }

  /** Tells that a file changed on disk, after `files` was changed. */
  changedOnDisk(path: string, type: FileChangeType): void {
    void this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type }] });
  }

  /** What the log holds of errors and warnings. */
  get complaints(): readonly string[] {
    return this.log.filter(({ type }) => type < MessageType.Info).map(({ message }) => message);
  }

  /** Resolves with the problems of a file as soon as what was published of it fulfils `wanted`. */
  async problems(path: string, wanted: (problems: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uriOf(path));
      if (found && wanted(found.diagnostics)) return found.diagnostics;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** The problems of a file when everything is computed: what was published until then is in `published`. */
  async settled(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: uriOf(path) },
    });
    return report.items;
  }

  /** Sends a request about the place of the first `piece` in a file; `at` counts from its start. */
  at<R>(method: string, path: string, piece: string, at = 0, more: object = {}): Promise<R> {
    return this.connection.sendRequest<R>(method, {
      textDocument: { uri: uriOf(path) },
      position: this.position(path, piece, at),
      ...more,
    });
  }

  about<R>(method: string, path: string, more: object = {}): Promise<R> {
    return this.connection.sendRequest<R>(method, { textDocument: { uri: uriOf(path) }, ...more });
  }

  hover(path: string, piece: string, at = 1): Promise<Hover | null> {
    return this.at<Hover | null>('textDocument/hover', path, piece, at);
  }

  completions(path: string, piece: string, at = piece.length): Promise<CompletionItem[]> {
    return this.at<CompletionItem[]>('textDocument/completion', path, piece, at);
  }

  codeActions(path: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    return this.about<CodeAction[]>('textDocument/codeAction', path, {
      range,
      context: { diagnostics: [], ...context },
    });
  }

  position(path: string, piece: string, at = 0): Position {
    const text = this.text(path);
    const start = text.indexOf(piece);
    if (start < 0) throw new Error(`${path} does not hold ${JSON.stringify(piece)}`);
    return new LineIndex(text).positionAt(start + at);
  }

  /** Applies an edit to open documents and files, as an editor does; changed documents are told to the server. */
  apply(edit: WorkspaceEdit): void {
    for (const change of edit.documentChanges ?? []) {
      if ('kind' in change) {
        if (change.kind === 'create') this.files.set(pathOfUri(change.uri), '');
      } else this.#applyTo(change);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
      this.#applyTo({ textDocument: { uri, version: null }, edits });
    }
  }

  #applyTo({ textDocument, edits }: TextDocumentEdit): void {
    const path = pathOfUri(textDocument.uri);
    const document = this.#texts.get(path);
    if (textDocument.version !== null && textDocument.version !== document?.version)
      throw new Error(`stale edit of ${path}`);
    const before = this.text(path);
    const lines = new LineIndex(before);
    const ordered = edits
      .map((edit) => ('range' in edit && 'newText' in edit ? edit : undefined))
      .filter((edit) => edit !== undefined)
      .map((edit) => ({
        start: lines.offsetAt(edit.range.start),
        end: lines.offsetAt(edit.range.end),
        text: edit.newText,
      }))
      .sort((a, b) => b.start - a.start || b.end - a.end);
    let text = before;
    for (const { start, end, text: by } of ordered) text = text.slice(0, start) + by + text.slice(end);
    if (!document) {
      this.files.set(path, text);
      this.changedOnDisk(path, 2);
      return;
    }
    document.text = text;
    document.version++;
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: textDocument.uri, version: document.version },
      contentChanges: [{ text }],
    });
  }

  heard(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** What the file system has to say about a path. */
  read(path: string): Fetched {
    const content = this.files.get(path);
    if (typeof content === 'string') return { kind: 'text', text: content };
    if (content) return { kind: 'unreadable', reason: 'is not UTF-8 text' };
    const prefix = path === '/' ? '/' : `${path}/`;
    const children = new Map<string, 'regular' | 'directory'>();
    for (const file of this.files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const [name = '', ...rest] = file.slice(prefix.length).split('/');
      children.set(name, rest.length > 0 ? 'directory' : 'regular');
    }
    return children.size > 0 ? { kind: 'directory', children } : { kind: 'missing' };
  }
}

export function uriOf(path: string): string {
  return `file://${path}`;
}

function pathOfUri(uri: string): string {
  return decodeURIComponent(uri.replace(/^[a-z-]+:\/\//, ''));
}

function rangeOf(text: string, start: number, end: number): Range {
  const lines = new LineIndex(text);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** Starts a server in this process and an editor at the other end of two streams. */
export async function startEditor(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: EditorOptions = {},
): Promise<Editor> {
  const toServer = new PassThrough();
  const toEditor = new PassThrough();
  const connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const editor = new Editor(files, connection, options.settings ?? (() => null));
  const reader = new StreamMessageReader(toServer);
  const writer = new StreamMessageWriter(toEditor);
  startServer((strategies) => createServerConnection(reader, writer, strategies), {
    load: options.load ?? (() => import('../../server/src/lsp/serve.ts')),
    read: async (uri) => {
      if (options.hangs?.includes(pathOfUri(uri))) return new Promise(() => undefined);
      return options.reads === 'editor' ? undefined : editor.read(pathOfUri(uri));
    },
  });
  listen(editor);
  connection.listen();
  const folders = (options.folders ?? ['/p']).map((path) => ({ uri: uriOf(path), name: path }));
  editor.initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { ...capabilities, ...options.capabilities },
    workspaceFolders: folders,
    ...(options.initializationOptions ? { initializationOptions: options.initializationOptions } : {}),
  });
  void connection.sendNotification('initialized', {});
  return editor;
}

function listen(editor: Editor): void {
  const { connection } = editor;
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    editor.published.set(params.uri, params);
    editor.history.push(params);
    editor.heard();
  });
  connection.onNotification('window/logMessage', (params: LogMessageParams) => void editor.log.push(params));
  connection.onNotification('window/showMessage', (params: ShowMessageParams) => void editor.messages.push(params));
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    editor.registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => editor.settings(scopeUri)),
  );
  connection.onRequest<ReadFileResult, void>(readFileRequest, ({ uri }: ReadFileParams): ReadFileResult => {
    const found = editor.read(pathOfUri(uri));
    return found.kind === 'text' ? found : { kind: found.kind === 'unreadable' ? 'binary' : 'missing' };
  });
  connection.onRequest<ReadDirectoryResult, void>(
    readDirectoryRequest,
    ({ uri }: ReadDirectoryParams): ReadDirectoryResult => {
      const found = editor.read(pathOfUri(uri));
      if (found.kind !== 'directory') return { kind: 'missing' };
      const entries = [...found.children].map(([name, kind]) => [name, kind === 'directory' ? kind : 'file'] as const);
      return { kind: 'entries', entries };
    },
  );
}
