import { type Analysis, type AnalysisScope, Workspace } from '../analysis.ts';
import type { Origin } from '../base/uri.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { nameOf, parentOf } from '../workspace/contents.ts';
import { Fetcher } from './fetcher.ts';
import { describe, type Log } from './guard.ts';
import type { Reader } from './reading.ts';

/** What a project needs from the session around it. */
export interface ProjectHost {
  readonly log: Log;
  readonly reader: Reader;
  /** Awaited once before the first analysis: the project's settings. Never rejects. */
  prepare(project: Project): Promise<void>;
  /** The text of a document that is open; it wins over what can be read. */
  openText(path: FilePath, project: Project): string | undefined;
  /** The paths of this project that are open, the ones looked at last first. */
  openPaths(project: Project): readonly FilePath[];
  /**
   * Called with the analysis of the present texts once nothing is missing in it; `alone` is the file where it is that of
   * one file by itself.
   */
  settled(project: Project, analysis: Analysis, alone: FilePath | undefined): void;
}

/** How long typing has to pause before problems are computed again. Milliseconds. */
const typingPause = 120;
/** How long the server computes before it looks for new messages. Milliseconds. */
const longestTurn = 15;
/**
 * In a folder of more files, or folders, than this (a copy of nixpkgs, a home directory) those that no host reaches are checked only
 * while they are open: a configuration of that size is none.
 */
const mostFiles = 4000;
/** How long the folder may take to be read before hosts are looked at with what is there. Milliseconds. */
const gatheringTime = 500;
/**
 * A workspace folder, or the files outside all folders, with the loop that keeps its analysis up to date: fetch what is
 * wanted, analyse, tell, and once more when something changed in the meantime.
 */
export class Project {
  readonly workspace: Workspace;
  readonly origin: Origin;
  /** Paths analysed each by itself; undefined for a folder. */
  readonly #loose: Set<FilePath> | undefined;
  readonly #host: ProjectHost;
  readonly #fetcher: Fetcher;
  #version = 0;
  #settledVersion = -1;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #prepared: Promise<void> | undefined;
  /** Settles when the hosts were analysed for the first time, before the files that none of them reaches. */
  readonly #hostsKnown = later();

  constructor(kind: 'folder' | 'loose', root: FilePath, origin: Origin, host: ProjectHost) {
    this.workspace = new Workspace(root);
    this.origin = origin;
    this.#loose = kind === 'loose' ? new Set() : undefined;
    this.#host = host;
    this.#fetcher = new Fetcher(this.workspace, origin, host.reader, (path) => host.openText(path, this));
    this.#limit();
  }

  get isFolder(): boolean {
    return this.#loose === undefined;
  }

  /** The analysis to ask about a file. It is that of the present texts, though files not fetched yet may be missing in it. */
  analysisFor(path: FilePath): Analysis {
    return this.workspace.analyse(this.#scopeFor(path));
  }

  /**
   * Waits until a file can be answered for: for the first analysis of the hosts where one of them reaches it, else of the whole
   * project. Typing is not waited for.
   */
  async loaded(path?: FilePath): Promise<void> {
    if (this.#settledVersion >= 0) return;
    const settled = this.settle();
    if (path === undefined || !this.isFolder) return settled;
    await Promise.race([settled, this.#hostsKnown.promise]);
    if (!this.workspace.analyse().isReachedByHost(path)) await settled;
  }

  /** Brings everything up to date at once; resolves when `settled` was called for the present texts. */
  async settle(): Promise<void> {
    while (!this.#closed && this.#settledVersion !== this.#version) {
      this.#cancelTimer();
      await this.#start();
    }
  }

  /** Tells that a document was opened: it is looked at now, however large the folder is. */
  opened(path: FilePath, text: string): void {
    this.#limit();
    this.tell(path, text);
  }

  /** Tells the text of a document; `undefined` when it was closed and the file on disk counts again. */
  tell(path: FilePath, text: string | undefined): void {
    if (text === undefined) {
      this.workspace.forget(path);
      this.#loose?.delete(path);
    } else {
      this.workspace.setFile(path, text);
      this.#loose?.add(path);
    }
    this.changed(text === undefined ? 0 : typingPause);
  }

  /**
   * Notes that a file changed on disk, or came or went, so that folders around it changed as well. Of a folder that goes
   * editors do not tell what was in it, and of one that comes not always what is: these matter if something is known there.
   */
  changedOnDisk(path: FilePath, change: 'changed' | 'came' | 'went'): void {
    const listing = change !== 'changed';
    const known = this.workspace.knownFrom(path).filter((each) => listing || each === path);
    const isNix = /\.nix$|(^|\/)flake\.lock$/.test(path);
    const isNewFolder = change === 'came' && !nameOf(path).includes('.') && this.#knowsAround(path);
    if (!isNix && !isNewFolder && known.length === 0) return;
    // With a file its folder may have come or gone, and the folder around that.
    for (let folder = parentOf(path); listing && folder !== undefined; folder = parentOf(folder)) {
      this.workspace.forget(folder);
    }
    for (const each of known) if (this.#host.openText(each, this) === undefined) this.workspace.forget(each);
    this.changed(typingPause);
  }

  #knowsAround(path: FilePath): boolean {
    const folder = parentOf(path);
    return folder !== undefined && this.workspace.knownFrom(folder).includes(folder);
  }

  /** Has everything analysed again after a pause. */
  changed(pause = 0): void {
    this.#version++;
    this.#cancelTimer();
    this.#timer = setTimeout(() => void this.#restart(), this.#settledVersion < 0 ? 0 : pause);
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
  }

  #limit(): void {
    this.workspace.limit({ most: mostFiles, always: () => new Set(this.#host.openPaths(this)) });
  }

  #cancelTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** One run for the present texts, behind the one that may still be busy with earlier ones. */
  async #restart(): Promise<void> {
    const version = this.#version;
    await this.#running;
    if (version === this.#version && version !== this.#settledVersion) await this.#start();
  }

  #start(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Gives up as soon as the texts change: whoever changed them starts the next run. */
  async #run(): Promise<void> {
    const version = this.#version;
    const current = () => version === this.#version && !this.#closed;
    try {
      this.#prepared ??= this.#host.prepare(this);
      await this.#prepared;
      if (this.isFolder && this.#settledVersion < 0) await this.#completeHosts(current);
      for (const scope of this.#scopes()) await this.#complete(scope, current);
    } catch (error) {
      this.#host.log.error(`analysis: ${describe(error)}`);
    }
    if (current()) this.#settledVersion = version;
  }

  /** Fetches until the hosts want nothing more; the folder first, unless that takes too long. */
  async #completeHosts(current: () => boolean): Promise<void> {
    const enough = later();
    const timer = setTimeout(() => {
      this.workspace.hurry();
      enough.resolve();
    }, gatheringTime);
    await Promise.race([this.#gather(current), enough.promise]);
    clearTimeout(timer);
    while (current()) {
      const analysis = this.workspace.analyse();
      if (!(await this.#finish(analysis.hostSteps(this.#host.openPaths(this)), current))) return;
      const { files, directories } = analysis.wantedByHosts;
      if (files.length + directories.length === 0) return this.#hostsKnown.resolve();
      await this.#fetcher.fetch(files, directories);
    }
  }

  /** Fetches what a first analysis of the folder needs, without evaluating anything. */
  async #gather(current: () => boolean): Promise<void> {
    while (current()) {
      const analysis = this.workspace.analyse();
      if (analysis.isGathered) return;
      const { files, directories } = analysis.wanted;
      await this.#fetcher.fetch(files, directories);
    }
  }

  /** Fetches until nothing is wanted, then tells. Each round fetches something new, so it ends. */
  async #complete(scope: AnalysisScope, current: () => boolean): Promise<void> {
    while (current()) {
      const analysis = this.workspace.analyse(scope);
      if (!(await this.#finish(analysis.steps(this.#host.openPaths(this)), current))) return;
      const { files, directories } = analysis.wanted;
      if (files.length + directories.length === 0) {
        this.#host.settled(this, analysis, scope.kind === 'file' ? scope.path : undefined);
        return;
      }
      await this.#fetcher.fetch(files, directories);
    }
  }

  /** Computes everything, with pauses in which messages are answered; false when the texts changed meanwhile. */
  async #finish(steps: Iterable<void>, current: () => boolean): Promise<boolean> {
    let turn = Date.now();
    for (const _ of steps) {
      if (Date.now() - turn < longestTurn) continue;
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (!current()) return false;
      turn = Date.now();
    }
    return current();
  }

  #scopes(): readonly AnalysisScope[] {
    if (!this.#loose) return [{ kind: 'project' }];
    return [...this.#loose].map((path) => ({ kind: 'file', path }));
  }

  #scopeFor(path: FilePath): AnalysisScope {
    return this.#loose ? { kind: 'file', path } : { kind: 'project' };
  }
}

function later(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}
