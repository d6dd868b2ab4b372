import type { WorkspaceFolder } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { PositionEncoding } from '../base/lines.ts';
import { type Origin, originOf, pathOf, sameOrigin, uriOf } from '../base/uri.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { type OpenDocument, OpenDocuments } from './documents.ts';
import { isUnsaved } from './fetcher.ts';
import type { Log } from './guard.ts';
import { Positions } from './locations.ts';
import { Project, type ProjectHost } from './project.ts';
import type { Reader } from './reading.ts';

/** A document as the engine sees it. */
export interface Target {
  readonly project: Project;
  readonly path: FilePath;
}

/** What projects call back for, whichever they are. */
export type ProjectCalls = Pick<ProjectHost, 'prepare' | 'settled'>;

/** Everything the server knows for one editor: folders, open documents, and a project for each. */
export class Session {
  readonly documents: OpenDocuments;
  readonly encoding: PositionEncoding;
  readonly #log: Log;
  readonly #reader: Reader;
  readonly #calls: ProjectCalls;
  readonly #folders = new Map<string, Project>();
  readonly #loose: Project[] = [];

  constructor(encoding: PositionEncoding, log: Log, reader: Reader, calls: ProjectCalls) {
    this.documents = new OpenDocuments(encoding);
    this.encoding = encoding;
    this.#log = log;
    this.#reader = reader;
    this.#calls = calls;
  }

  /** Adds and removes workspace folders; documents that lie in one now belong to it. Gives the projects that are gone. */
  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): readonly Project[] {
    const before = new Map([...this.documents.all()].map((document) => [document, this.target(document.uri).project]));
    const gone = removed.flatMap(({ uri }) => this.#removeFolder(uri) ?? []);
    for (const { uri } of added) this.#addFolder(uri);
    for (const [document, project] of before) {
      const now = this.target(document.uri);
      if (now.project === project) continue;
      project.tell(now.path, undefined);
      now.project.tell(now.path, document.text);
    }
    return gone;
  }

  /** All projects, folders first. */
  projects(): readonly Project[] {
    return [...this.#folders.values(), ...this.#loose];
  }

  /** The folders with their URIs as the editor writes them. */
  folders(): ReadonlyMap<string, Project> {
    return this.#folders;
  }

  /** The project a document belongs to: the innermost folder around it, else that of the files outside all folders. */
  target(uri: string): Target {
    const origin = originOf(uri);
    const path = enginePath(uri);
    const folder = this.#folderAround(path, origin);
    return { path, project: folder ?? this.#looseProject(origin) };
  }

  /** The project that speaks about a file; undefined where that is a folder's and `project` is not it. */
  owns(project: Project, path: FilePath): boolean {
    const folder = this.#folderAround(path, project.origin);
    return folder === undefined || folder === project;
  }

  /** The URI to use for a file: the editor's own where it is open. */
  uriFor(project: Project, path: FilePath): string {
    return this.openDocument(project, path)?.uri ?? uriOf(path, project.origin);
  }

  openDocument(project: Project, path: FilePath): OpenDocument | undefined {
    const uri = uriOf(path, project.origin);
    const exact = this.documents.get(uri);
    if (exact) return exact;
    // An editor may write the same URI otherwise.
    for (const document of this.documents.all()) {
      if (enginePath(document.uri) === path && sameOrigin(originOf(document.uri), project.origin)) return document;
    }
    return undefined;
  }

  /** Translates positions of a file, as its text is in `analysis`. A file that is not there has an empty text. */
  positions(project: Project, analysis: Analysis, path: FilePath): Positions {
    const text = analysis.source(path)?.text ?? '';
    return new Positions(text, this.encoding, this.openDocument(project, path) === undefined);
  }

  #folderAround(path: FilePath, origin: Origin): Project | undefined {
    const around = [...this.#folders.values()].filter(
      (project) => sameOrigin(project.origin, origin) && isBelow(path, project.workspace.root),
    );
    return around.sort((a, b) => b.workspace.root.length - a.workspace.root.length)[0];
  }

  #looseProject(origin: Origin): Project {
    const known = this.#loose.find((project) => sameOrigin(project.origin, origin));
    if (known) return known;
    const project = new Project('loose', '/', origin, this.#projectHost());
    this.#loose.push(project);
    return project;
  }

  #addFolder(uri: string): void {
    if (this.#folders.has(uri)) return;
    const project = new Project('folder', pathOf(uri), originOf(uri), this.#projectHost());
    this.#folders.set(uri, project);
    project.changed();
  }

  #removeFolder(uri: string): Project | undefined {
    const project = this.#folders.get(uri);
    this.#folders.delete(uri);
    project?.close();
    return project;
  }

  #projectHost() {
    return {
      log: this.#log,
      reader: this.#reader,
      openText: (path: FilePath, project: Project) => this.openDocument(project, path)?.text,
      openPaths: (project: Project) => this.#openPaths(project),
      ...this.#calls,
    };
  }

  #openPaths(project: Project): readonly FilePath[] {
    const paths = [...this.documents.all()]
      .map(({ uri }) => this.target(uri))
      .filter((target) => target.project === project)
      .map(({ path }) => path);
    return paths.reverse();
  }
}

/** The path by which the engine knows a document. One that was never saved has no name that says it is Nix. */
function enginePath(uri: string): FilePath {
  const path = pathOf(uri);
  return isUnsaved(originOf(uri)) && !path.endsWith('.nix') ? `${path}.nix` : path;
}

function isBelow(path: FilePath, folder: FilePath): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
