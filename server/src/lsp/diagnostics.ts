import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type { Analysis, ResolvedProblem } from '../analysis.ts';
import type { Severity } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { quietly } from './guard.ts';
import { rulePageUrl } from './links.ts';
import { locationAt, type Positions } from './locations.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';

/** What a client can show of a diagnostic. */
export interface DiagnosticAbilities {
  readonly related: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
  readonly data: boolean;
  readonly version: boolean;
}

/** The problems of one file in the words of the protocol. */
export function diagnosticsOf(
  session: Session,
  project: Project,
  analysis: Analysis,
  problems: readonly ResolvedProblem[],
  abilities: DiagnosticAbilities,
): readonly Diagnostic[] {
  const known = new Map<FilePath, Positions>();
  const positions = (path: FilePath) => {
    const made = known.get(path) ?? session.positions(project, analysis, path);
    known.set(path, made);
    return made;
  };
  return problems.map((problem) => {
    const diagnostic: Diagnostic = {
      range: positions(problem.file).range(problem.span),
      severity: severities[problem.severity],
      code: problem.rule.id,
      source: 'impermanence',
      message: messageOf(problem),
    };
    if (abilities.codeDescription) diagnostic.codeDescription = { href: rulePageUrl(problem.rule.id) };
    if (abilities.tags && problem.tags.length > 0) diagnostic.tags = problem.tags.map((tag) => tags[tag]);
    if (abilities.related && problem.related.length > 0) {
      diagnostic.relatedInformation = problem.related.map(({ file, span, message }) => ({
        location: locationAt(session.uriFor(project, file), positions(file), span),
        message,
      }));
    }
    if (abilities.data) diagnostic.data = { rule: problem.rule.id, hosts: problem.hosts };
    return diagnostic;
  });
}

/** The message, with the hosts it holds for where it does not hold for all that share the file. */
function messageOf({ message, hosts, allHosts }: ResolvedProblem): string {
  return allHosts || hosts.length === 0
    ? message
    : `${message} (${hosts.length === 1 ? 'host' : 'hosts'} ${hosts.join(', ')})`;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** Pushes problems to the editor: for every file that has some, and once more, empty, when they are gone. */
export class DiagnosticPublisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #abilities: DiagnosticAbilities;
  /** What was last said of a URI, by project and by file analysed by itself, as JSON: what did not change is not sent again. */
  readonly #published = new Map<Project, Map<FilePath | undefined, Map<string, string>>>();

  constructor(connection: Connection, session: Session, abilities: DiagnosticAbilities) {
    this.#connection = connection;
    this.#session = session;
    this.#abilities = abilities;
  }

  /** Publishes the problems of a project, or of one file in it analysed by itself; of closed files where `closedFiles` says so. */
  publish(project: Project, analysis: Analysis, alone: FilePath | undefined, closedFiles: boolean): void {
    const speakers = this.#published.get(project) ?? new Map<FilePath | undefined, Map<string, string>>();
    const before = speakers.get(alone) ?? new Map<string, string>();
    const now = new Map<string, string>();
    for (const [path, problems] of byFile(analysis.problems(), analysis.files())) {
      const document = this.#session.openDocument(project, path);
      if (!this.#session.owns(project, path) || (!document && (!closedFiles || problems.length === 0))) continue;
      // Another open document is analysed by itself, and says what is to be said of it.
      if (alone !== undefined && alone !== path && document) continue;
      const params = this.#params(project, analysis, path, problems);
      now.set(params.uri, JSON.stringify(params));
      if (before.get(params.uri) !== now.get(params.uri)) quietly(this.#connection.sendDiagnostics(params));
    }
    this.#published.set(project, speakers.set(alone, now));
    for (const uri of before.keys()) if (!now.has(uri)) this.#clear(uri);
  }

  /** Takes back everything said for a project, or for one file in it that was analysed by itself. */
  withdraw(project: Project, alone?: FilePath): void {
    const speakers = this.#published.get(project);
    for (const [speaker, said] of speakers ?? []) {
      if (alone !== undefined && speaker !== alone) continue;
      speakers?.delete(speaker);
      for (const uri of said.keys()) this.#clear(uri);
    }
  }

  #params(
    project: Project,
    analysis: Analysis,
    path: FilePath,
    problems: readonly ResolvedProblem[],
  ): PublishDiagnosticsParams {
    const diagnostics = [...diagnosticsOf(this.#session, project, analysis, problems, this.#abilities)];
    const params: PublishDiagnosticsParams = { uri: this.#session.uriFor(project, path), diagnostics };
    const document = this.#session.openDocument(project, path);
    if (document && this.#abilities.version) params.version = document.version;
    return params;
  }

  #clear(uri: string): void {
    quietly(this.#connection.sendDiagnostics({ uri, diagnostics: [] }));
  }
}

/** Problems by file; every one of `files` is there, also without problems. */
function byFile(
  problems: readonly ResolvedProblem[],
  files: readonly FilePath[],
): ReadonlyMap<FilePath, readonly ResolvedProblem[]> {
  const groups = new Map<FilePath, ResolvedProblem[]>(files.map((path) => [path, []]));
  for (const problem of problems) {
    const group = groups.get(problem.file);
    if (group) group.push(problem);
    else groups.set(problem.file, [problem]);
  }
  return groups;
}
