import type { Workspace } from '../analysis.ts';
import { type Origin, uriOf } from '../base/uri.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Fetched, Reader } from './reading.ts';

/** How many files are read at once; a client that reads them for us answers one by one. */
const readsAtOnce = 32;

/** Reads what a workspace wants and tells it. The text of a document that is open wins over what can be read. */
export class Fetcher {
  readonly #workspace: Workspace;
  readonly #origin: Origin;
  readonly #reader: Reader;
  readonly #openText: (path: FilePath) => string | undefined;

  constructor(workspace: Workspace, origin: Origin, reader: Reader, openText: (path: FilePath) => string | undefined) {
    this.#workspace = workspace;
    this.#origin = origin;
    this.#reader = reader;
    this.#openText = openText;
  }

  /** Settles when all of it has been told. Never rejects. */
  async fetch(files: readonly FilePath[], directories: readonly FilePath[]): Promise<void> {
    const jobs = [
      ...directories.map((path) => () => this.#fetchOne(path, 'directory')),
      ...files.map((path) => () => this.#fetchOne(path, 'file')),
    ];
    const workers = Array.from({ length: Math.min(readsAtOnce, jobs.length) }, async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job();
    });
    await Promise.all(workers);
  }

  async #fetchOne(path: FilePath, kind: 'file' | 'directory'): Promise<void> {
    if (isUnsaved(this.#origin)) return this.#tell(path, notSaved);
    const uri = uriOf(path, this.#origin);
    const reader = this.#reader;
    let found = kind === 'file' ? await reader.readFile(uri) : await reader.readDirectory(uri);
    // What was taken for a file may be a folder: a client that reads for us says it is missing.
    if (found.kind === 'missing')
      found = kind === 'file' ? await reader.readDirectory(uri) : await reader.readFile(uri);
    const open = this.#openText(path);
    this.#tell(path, open === undefined ? found : { kind: 'text', text: open });
  }

  #tell(path: FilePath, found: Fetched): void {
    switch (found.kind) {
      case 'text':
        this.#workspace.setFile(path, found.text);
        break;
      case 'directory':
        this.#workspace.setDirectory(path, found.children);
        break;
      case 'missing':
        this.#workspace.setMissing(path);
        break;
      case 'unreadable':
        this.#workspace.setUnreadable(path, found.reason);
    }
  }
}

/** Whether documents of this origin were never saved: nothing lies beside them, and nobody knows what will. */
export function isUnsaved({ scheme }: Origin): boolean {
  return scheme === 'untitled';
}

const notSaved: Fetched = { kind: 'unreadable', reason: 'lies beside a document that was never saved' };
