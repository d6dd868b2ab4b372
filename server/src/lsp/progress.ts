import type { Connection } from 'vscode-languageserver';
import type { Project } from './project.ts';

/** How long a first analysis may take before the editor is told that one is under way. Milliseconds. */
const patience = 400;

/** Shows that a folder is analysed for the first time, where that takes long. */
export class FirstAnalysisProgress {
  readonly #connection: Connection;
  readonly #supported: boolean;
  readonly #pending = new Map<Project, () => void>();

  constructor(connection: Connection, supported: boolean) {
    this.#connection = connection;
    this.#supported = supported;
  }

  started(project: Project): void {
    if (!this.#supported || !project.isFolder) return;
    const ended = new Promise<void>((resolve) => this.#pending.set(project, resolve));
    setTimeout(() => {
      if (this.#pending.has(project)) void this.#show(ended);
    }, patience);
  }

  settled(project: Project): void {
    this.#pending.get(project)?.();
    this.#pending.delete(project);
  }

  async #show(ended: Promise<void>): Promise<void> {
    try {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      reporter.begin('Impermanence: reading the configuration');
      await ended;
      reporter.done();
    } catch {
      // An editor that cannot show it after all misses nothing else.
    }
  }
}
