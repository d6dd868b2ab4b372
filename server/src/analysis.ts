import type { Span } from './base/span.ts';
import type { FixContext } from './impermanence/fixes/fileEdit.ts';
import type { RawProblem } from './impermanence/rules/check.ts';
import { rules as allRules } from './impermanence/rules/index.ts';
import { type ResolvedProblem, reportProblems } from './impermanence/rules/report.ts';
import type { Rule } from './impermanence/rules/rule.ts';
import type { ChildKind, SourceFile } from './nix/eval/sources.ts';
import type { FilePath, Site } from './nix/eval/value.ts';
import { ContentStore, type Contents } from './workspace/contents.ts';
import { exclusion } from './workspace/exclusion.ts';
import type { HostAnalysis, HostCell } from './workspace/hostCell.ts';
import { createMemory, type Memory } from './workspace/memory.ts';
import { analysesOf, ProjectCell } from './workspace/projectCell.ts';
import type { ProjectLimits } from './workspace/projectFiles.ts';
import type { Present, ReadLog } from './workspace/reads.ts';
import { spanOf } from './workspace/ruleContext.ts';
import { type AnalysisScope, activate, type WorkspaceSettings } from './workspace/settings.ts';
import { type Wanted, wantedBy } from './workspace/wanted.ts';

export type { ResolvedProblem } from './impermanence/rules/report.ts';
export type { HostAnalysis } from './workspace/hostCell.ts';
export {
  type AnalysisScope,
  defaultWorkspaceSettings,
  type EntryOption,
  type WorkspaceSettings,
} from './workspace/settings.ts';

/**
 * The texts and folders of one project, as the shell around has told them, and what was computed from them. Reads nothing
 * itself: `Analysis.wanted` says what is missing, the shell fetches it and analyses again until nothing is wanted.
 */
export class Workspace {
  readonly root: FilePath;
  readonly #store = new ContentStore();
  readonly #present: Present;
  readonly #memory: Memory;
  readonly #projects = new Map<string, ProjectCell>();
  readonly #analyses = new Map<string, Analysis>();
  #excluded: (path: FilePath) => boolean;

  /** `root`: the project's folder. `rules`: all, unless a test wants others. */
  constructor(root: FilePath, settings: Partial<WorkspaceSettings> = {}, rules: readonly Rule[] = allRules) {
    this.root = root;
    const active = activate(settings);
    this.#excluded = exclusion(root, active.all.exclude);
    this.#present = { contents: this.#store.take(this.#excluded) };
    this.#memory = createMemory(this.#present, rules, active);
  }

  /** Tells the text of a file, from disk or from an editor; replaces what was known. */
  setFile(path: FilePath, text: string): void {
    this.#changed(() => this.#store.setFile(path, text));
  }

  setDirectory(path: FilePath, children: ReadonlyMap<string, ChildKind>): void {
    this.#changed(() => this.#store.setDirectory(path, children));
  }

  setMissing(path: FilePath): void {
    this.#changed(() => this.#store.setMissing(path));
  }

  /** Tells that something stands there that has no text; `reason` continues the sentence "persist.nix …". */
  setUnreadable(path: FilePath, reason: string): void {
    this.#changed(() => this.#store.setUnreadable(path, reason));
  }

  /** Forgets what was told of a path; it is wanted again if anything needs it. */
  forget(path: FilePath): void {
    this.#changed(() => this.#store.forget(path));
  }

  /** The paths that something was told of: this one, and those below it. */
  knownFrom(path: FilePath): readonly FilePath[] {
    return this.#store.knownFrom(path);
  }

  /** Replaces the settings; what is left out has its default. */
  configure(settings: Partial<WorkspaceSettings>): void {
    const before = this.#memory.settings;
    const { all } = activate(settings, before);
    this.#memory.settings = activate(settings, before);
    if (String(before.all.exclude) !== String(all.exclude)) this.#excluded = exclusion(this.root, all.exclude);
    this.#analyses.clear();
  }

  /** Looks at no more of the folder than this of its own accord; without it, at everything. */
  limit(limits: ProjectLimits): void {
    this.#memory.limits = limits;
    this.#analyses.clear();
  }

  /** Has hosts evaluated though not all of the folder has been read; without it the first analysis is of a folder that is there as a whole. */
  hurry(): void {
    this.#memory.isHurried = true;
    this.#analyses.clear();
  }

  /** How many hosts were evaluated so far. An edit that changes no meaning evaluates none. */
  get evaluations(): number {
    return this.#memory.evaluations;
  }

  /** How many of those evaluations did only what an edit of one definition made necessary. */
  get continuedEvaluations(): number {
    return this.#memory.continued;
  }

  /** The analysis of what is known now; the same object while nothing changes. Never throws. */
  analyse(scope: AnalysisScope = { kind: 'project' }): Analysis {
    const key = scope.kind === 'file' ? scope.path : '';
    const known = this.#analyses.get(key);
    if (known) return known;
    this.#memory.generation++;
    this.#present.contents = this.#store.take(this.#excluded);
    const project = this.#projects.get(key) ?? this.#newProject(key, scope);
    const analysis = new Analysis(project, this.#present.contents, this.#memory);
    this.#analyses.set(key, analysis);
    return analysis;
  }

  #newProject(key: string, scope: AnalysisScope): ProjectCell {
    const project = new ProjectCell(scope.kind === 'file' ? scope : { kind: 'project' }, this.root, this.#memory);
    this.#projects.set(key, project);
    return project;
  }

  #changed(change: () => void): void {
    const before = this.#store.version;
    change();
    if (this.#store.version !== before) this.#analyses.clear();
  }
}

/**
 * What is known of a project: hosts, models, problems. Hosts are evaluated when somebody asks for them; use it before the
 * workspace is told anything new, since what was not computed until then sees the newer texts.
 */
export class Analysis {
  readonly #project: ProjectCell;
  readonly #contents: Contents;
  readonly #memory: Memory;
  readonly #found: { all?: Found; problems?: readonly ResolvedProblem[] } = {};

  constructor(project: ProjectCell, contents: Contents, memory: Memory) {
    this.#project = project;
    this.#contents = contents;
    this.#memory = memory;
  }

  /** Every host, and after them every module that no host reaches. Evaluates them all. */
  get hosts(): readonly HostAnalysis[] {
    return this.#all().hosts;
  }

  /** What must be fetched before the answer is complete, sorted. Evaluates all hosts. */
  get wanted(): Wanted {
    if (!this.#project.isGathered) return wantedBy(this.#project.gatheringLogs(), this.#contents);
    this.problems();
    return wantedBy(this.#logs(), this.#contents);
  }

  /** Whether the folder has been read; before that, `wanted` says what is missing, and there are no hosts. */
  get isGathered(): boolean {
    return this.#project.isGathered;
  }

  /** What of it is needed for the hosts alone: modules that none of them reaches left out. */
  get wantedByHosts(): Wanted {
    if (!this.#project.isGathered) return this.wanted;
    const cells = this.#project.hosts();
    analysesOf(cells);
    return wantedBy([...this.#project.rootLogs(), ...cells.flatMap((cell) => [...cell.logs()])], this.#contents);
  }

  /** The hosts that consist of this file among others. Evaluates all hosts. */
  hostsOf(path: FilePath): readonly HostAnalysis[] {
    return this.hosts.filter(({ model }) => model.files.has(path));
  }

  /** Whether a host that starts from a root reaches a file; modules by themselves do not count. */
  isReachedByHost(path: FilePath): boolean {
    return analysesOf(this.#project.hosts()).some(({ model }) => model.files.has(path));
  }

  /**
   * The host to answer for where one is enough: the one that the settings prefer, else the first that reaches the file.
   * Evaluates as few hosts as it can.
   */
  hostFor(path: FilePath): HostAnalysis | undefined {
    const wantedName = this.#memory.settings.all.host;
    const cells = [...this.#project.hosts()].sort((a, b) => rank(a, path, wantedName) - rank(b, path, wantedName));
    for (const cell of cells) {
      const host = cell.analysis();
      if (host?.model.files.has(path)) return host;
    }
    return this.hostsOf(path)[0];
  }

  /** Does the work of `hosts` and `problems` in pieces, hosts that reach one of `first` before the others. */
  *steps(first: readonly FilePath[] = []): Generator<void> {
    yield* this.hostSteps(first);
    for (const cell of this.#project.loneHosts()) {
      cell.analysis();
      yield;
    }
    for (const path of this.files()) {
      this.#project.file(path).problems();
      yield;
    }
    this.problems();
  }

  /** The part of it that is about hosts. */
  *hostSteps(first: readonly FilePath[] = []): Generator<void> {
    const reachesFirst = (files: ReadonlySet<FilePath> | undefined) => (first.some((path) => files?.has(path)) ? 0 : 1);
    const cells = [...this.#project.hosts()].sort((a, b) => reachesFirst(a.lastFiles) - reachesFirst(b.lastFiles));
    for (const cell of cells) {
      cell.analysis();
      yield;
    }
  }

  /** The files the project consists of: all Nix files of the folder, and those elsewhere that hosts reach. Sorted. */
  files(): readonly FilePath[] {
    return this.#all().files;
  }

  /** What edits are built from: the texts of this analysis, and where sites stand in them. */
  get context(): FixContext {
    const contents = this.#contents;
    const sources = { at: (path: FilePath) => contents.at(path), kindOf: (path: FilePath) => contents.kindOf(path) };
    return { sources, spanOf: (site) => this.spanOf(site) };
  }

  /** The text at a path, if one is known. */
  source(path: FilePath): SourceFile | undefined {
    const content = this.#contents.at(path);
    return content?.kind === 'file' ? content.file : undefined;
  }

  /** Where a site stands now; undefined where its file has gone or means something else. */
  spanOf(site: Site): { readonly file: FilePath; readonly span: Span } | undefined {
    return spanOf(site, this.#contents.at(site.file));
  }

  /** All problems: resolved, merged over hosts, severities and ignore comments applied, sorted by file and position. */
  problems(): readonly ResolvedProblem[] {
    this.#found.problems ??= this.#report();
    return this.#found.problems;
  }

  problemsOf(path: FilePath): readonly ResolvedProblem[] {
    return this.problems().filter(({ file }) => file === path);
  }

  /** Bugs of the engine met since the workspace was made, one line each. Always empty, one hopes. */
  get defects(): readonly string[] {
    return this.#memory.defects;
  }

  #all(): Found {
    this.#found.all ??= this.#find();
    return this.#found.all;
  }

  #find(): Found {
    const cells = this.#project.hosts();
    const lone = this.#project.loneHosts();
    const hosts = [...analysesOf(cells), ...analysesOf(lone)];
    return { cells: [...cells, ...lone], hosts, files: this.#project.filesWith(hosts) };
  }

  #report(): readonly ResolvedProblem[] {
    const { hosts, files } = this.#all();
    const raw: readonly RawProblem[] = [
      ...hosts.flatMap(({ problems }) => problems),
      ...files.flatMap((path) => this.#project.file(path).problems()),
    ];
    const report = () => reportProblems(raw, hosts, this.#memory.settings.all.rules, this.context);
    return this.#memory.safely('report', report) ?? [];
  }

  *#logs(): Iterable<ReadLog> {
    const { cells, files } = this.#all();
    yield* this.#project.logs();
    for (const cell of cells) yield* cell.logs();
    for (const path of files) yield* this.#project.file(path).logs();
  }
}

interface Found {
  readonly cells: readonly HostCell[];
  readonly hosts: readonly HostAnalysis[];
  readonly files: readonly FilePath[];
}

function rank(cell: HostCell, path: FilePath, preferred: string): number {
  if (preferred !== '' && cell.lastName === preferred) return 0;
  return cell.lastFiles?.has(path) ? 1 : 2;
}
