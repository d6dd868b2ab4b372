import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver';
import { LineIndex, type PositionEncoding } from '../base/lines.ts';

/** A document the editor has open: its present text, which wins over the one on disk. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** The documents that are open, kept in step with the editor's changes. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();
  readonly #encoding: PositionEncoding;

  constructor(encoding: PositionEncoding) {
    this.#encoding = encoding;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  all(): Iterable<OpenDocument> {
    return this.#documents.values();
  }

  open({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    const document = { uri, languageId, version, text };
    this.#documents.set(uri, document);
    return document;
  }

  /** Applies changes in order, each to what the one before left. Undefined for a document that is not open. */
  change(
    { uri, version }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument | undefined {
    const before = this.#documents.get(uri);
    if (!before) return undefined;
    const text = changes.reduce((current, change) => changed(current, change, this.#encoding), before.text);
    const document = { ...before, version, text };
    this.#documents.set(uri, document);
    return document;
  }

  close(uri: string): void {
    this.#documents.delete(uri);
  }
}

function changed(text: string, change: TextDocumentContentChangeEvent, encoding: PositionEncoding): string {
  if (!('range' in change)) return change.text;
  const lines = new LineIndex(text);
  const start = lines.offsetAt(change.range.start, encoding);
  const end = lines.offsetAt(change.range.end, encoding);
  return text.slice(0, Math.min(start, end)) + change.text + text.slice(Math.max(start, end));
}
