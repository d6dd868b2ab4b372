import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Host } from '../nix/modules/configuration.ts';
import { isHostFile } from '../nix/modules/hosts.ts';
import { pinDataOf } from '../nix/modules/pins.ts';
import { hostsFrom, loneHost } from './evaluate.ts';
import { FileCell } from './fileCell.ts';
import { FileUnion } from './fileUnion.ts';
import { type HostAnalysis, HostCell } from './hostCell.ts';
import type { Memory } from './memory.ts';
import { nixFilesBelow, projectRoots } from './projectFiles.ts';
import { ReadLog, recordingSources } from './reads.ts';

/** What a project is made of: the whole folder, or one file and what it imports. */
export type ProjectScope = { readonly kind: 'project' } | { readonly kind: 'file'; readonly path: FilePath };

/** Finds the hosts and the other files of a project, and keeps their cells from one analysis to the next. */
export class ProjectCell {
  readonly #scope: ProjectScope;
  readonly #folder: FilePath;
  readonly #memory: Memory;
  readonly #roots: Kept<readonly FilePath[]>;
  readonly #files: Kept<ReadonlySet<FilePath>>;
  readonly #hostsByRoot = new Map<FilePath, Kept<readonly HostCell[]>>();
  readonly #lone = new Map<FilePath, Kept<HostCell | undefined>>();
  readonly #fileCells = new Map<FilePath, FileCell>();
  #isGathered = false;
  readonly #reached = new FileUnion();
  readonly #made = new FileUnion();
  readonly #whole = new FileUnion();

  constructor(scope: ProjectScope, folder: FilePath, memory: Memory) {
    this.#scope = scope;
    this.#folder = folder;
    this.#memory = memory;
    this.#roots = this.#kept('roots of the project', [], (sources) =>
      scope.kind === 'file' ? [scope.path] : projectRoots(folder, sources, memory.limits),
    );
    this.#files = this.#kept('files of the project', new Set(), (sources) =>
      scope.kind === 'file' ? new Set([scope.path]) : new Set(nixFilesBelow(folder, sources, memory.limits)),
    );
  }

  /**
   * Whether the Nix files of the folder have been read for the first time. Before that nothing is evaluated: hosts would be
   * evaluated again and again, each time a few modules further.
   */
  get isGathered(): boolean {
    this.#isGathered ||= this.#memory.isHurried || [...this.gatheringLogs()].every((log) => !log.hasPending);
    return this.#isGathered;
  }

  /** What is read for that. */
  *gatheringLogs(): Iterable<ReadLog> {
    if (this.#scope.kind === 'file') return;
    const files = this.#files.value();
    yield* this.#files.logs();
    const { present, limits } = this.#memory;
    const log = new ReadLog('text', present.contents);
    const note = (path: FilePath) => log.note(path, present.contents.at(path));
    for (const path of files.size <= limits.most ? files : []) {
      note(path);
      if (path.endsWith('/flake.nix')) note(path.replace(/nix$/, 'lock'));
      const pins = pinDataOf(path);
      if (pins !== undefined && present.contents.kindOf(pins) === 'file') note(pins);
    }
    yield log;
  }

  /**
   * The hosts that flake.nix and configuration.nix files make; of a single file, its own. A configuration.nix that is a module of
   * hosts that another file makes is no host by itself.
   */
  hosts(): readonly HostCell[] {
    if (!this.isGathered) return [];
    const roots = this.#scope.kind === 'file' ? [] : this.#roots.value().filter(isHostFile);
    const made = roots.flatMap((root) => this.#hostsFrom(root).value());
    if (made.length > 0 && analysesOf(made).length < made.length && made.some((cell) => cell.isWaiting)) return made;
    const reached = this.#made.of(analysesOf(made).map(({ model }) => model.files));
    const others = this.#roots.value().filter((root) => !roots.includes(root) && !reached.has(root));
    return [...made, ...others.flatMap((root) => this.#hostsFrom(root).value())];
  }

  /** The modules of the project that no host reaches, each a host of its own; none before it is known what hosts reach. */
  loneHosts(): readonly HostCell[] {
    if (!this.isGathered) return [];
    const hosts = this.hosts();
    const reached = this.#reachedBy(analysesOf(hosts));
    if (hosts.some((cell) => cell.isWaiting)) return [];
    return [...this.nixFiles()].flatMap((path) => {
      if (!reached.has(path)) return this.#loneHost(path).value() ?? [];
      this.#lone.delete(path);
      return [];
    });
  }

  /**
   * The Nix files of the project, whether hosts reach them or not: those of the folder, and those an editor has that were never
   * saved. In a folder with too many only the ones that somebody looks at.
   */
  nixFiles(): ReadonlySet<FilePath> {
    const { limits } = this.#memory;
    const listed = this.#files.value();
    if (this.#scope.kind === 'file') return listed;
    const always = limits.always();
    const unsaved = [...always].filter((path) => !listed.has(path) && this.#isNixFile(path));
    if (listed.size + unsaved.length > limits.most)
      return new Set([...listed, ...unsaved].filter((path) => always.has(path)));
    return unsaved.length === 0 ? listed : new Set([...listed, ...unsaved].sort());
  }

  #isNixFile(path: FilePath): boolean {
    const prefix = this.#folder === '/' ? '/' : `${this.#folder}/`;
    return path.endsWith('.nix') && path.startsWith(prefix) && this.#memory.present.contents.at(path)?.kind === 'file';
  }

  #reachedBy(hosts: readonly HostAnalysis[]): ReadonlySet<FilePath> {
    return this.#reached.of(hosts.map(({ model }) => model.files));
  }

  /** The Nix files of the project, and what else all its hosts consist of. Sorted. */
  filesWith(hosts: readonly HostAnalysis[]): readonly FilePath[] {
    return !this.isGathered ? [] : this.#whole.sorted([this.nixFiles(), ...hosts.map(({ model }) => model.files)]);
  }

  /** What finding hosts has read, as far as they start from roots. */
  *rootLogs(): Iterable<ReadLog> {
    for (const kept of [this.#roots, ...this.#hostsByRoot.values()]) yield* kept.logs();
  }

  file(path: FilePath): FileCell {
    return remembered(this.#fileCells, path, () => new FileCell(path, this.#memory));
  }

  /** What finding hosts and files has read; the cells' own logs are theirs. */
  *logs(): Iterable<ReadLog> {
    for (const kept of [this.#roots, this.#files, ...this.#hostsByRoot.values(), ...this.#lone.values()])
      yield* kept.logs();
  }

  #hostsFrom(root: FilePath): Kept<readonly HostCell[]> {
    return remembered(this.#hostsByRoot, root, () => {
      let cells: readonly HostCell[] = [];
      return this.#kept(`hosts of ${root}`, [], (sources) => {
        cells = hostsFrom(root, this.#scope.kind, sources).map((host) => this.#cellOf(host, cells));
        return cells;
      });
    });
  }

  #loneHost(path: FilePath): Kept<HostCell | undefined> {
    return remembered(this.#lone, path, () => {
      let cell: HostCell | undefined;
      return this.#kept(`module ${path}`, undefined, (sources) => {
        const host = loneHost(path, this.#flakeAround(path), sources);
        cell = host && this.#cellOf(host, cell ? [cell] : []);
        return cell;
      });
    });
  }

  /** The cell of a host; one that is the same as before goes on with what it knows. */
  #cellOf(host: Host, before: readonly HostCell[]): HostCell {
    return before.find((cell) => isSameHost(cell.host, host)) ?? new HostCell(host, this.#memory);
  }

  /** The flake of the project that a file belongs to, though none of its hosts reaches it. */
  #flakeAround(path: FilePath): FilePath | undefined {
    if (this.#scope.kind === 'file') return undefined;
    return this.#roots
      .value()
      .filter((root) => root.endsWith('/flake.nix') && path.startsWith(root.slice(0, -'flake.nix'.length)))
      .at(-1);
  }

  #kept<T>(what: string, none: T, compute: (sources: Sources) => T): Kept<T> {
    return new Kept(this.#memory, (sources) => this.#memory.safely(what, () => compute(sources)) ?? none);
  }
}

/** The results of some hosts, those left out that a bug kept from being analysed. */
export function analysesOf(cells: readonly HostCell[]): readonly HostAnalysis[] {
  return cells.flatMap((cell) => cell.analysis() ?? []);
}

function isSameHost(a: Host, b: Host): boolean {
  const sites = (host: Host) => [host.site, host.nixpkgs?.source.site];
  return sites(a).every((site, index) => site === sites(b)[index]) && JSON.stringify(a) === JSON.stringify(b);
}

/** A value computed from contents, computed again when what it was computed from is another. */
class Kept<T> {
  readonly #memory: Memory;
  readonly #compute: (sources: Sources) => T;
  #found: { readonly value: T; readonly log: ReadLog } | undefined;
  #checkedAt = -1;

  constructor(memory: Memory, compute: (sources: Sources) => T) {
    this.#memory = memory;
    this.#compute = compute;
  }

  value(): T {
    const found = this.#found;
    const { present, generation } = this.#memory;
    if (found && (this.#checkedAt === generation || found.log.holds(present.contents))) {
      this.#checkedAt = generation;
      return found.value;
    }
    const log = new ReadLog('meaning', present.contents);
    const value = this.#compute(recordingSources(present, log));
    this.#found = { value, log };
    this.#checkedAt = generation;
    return value;
  }

  *logs(): Iterable<ReadLog> {
    if (this.#found) yield this.#found.log;
  }
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
