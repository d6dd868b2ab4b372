import type { Analysis } from '../analysis.ts';
import type { Log } from './guard.ts';
import type { Project } from './project.ts';

/** Notes in the log which hosts a folder has, whenever they are others: the first question where something is not said that was expected. */
export class HostLog {
  readonly #log: Log;
  readonly #noted = new WeakMap<Project, string>();

  constructor(log: Log) {
    this.#log = log;
  }

  settled(project: Project, analysis: Analysis): void {
    if (!project.isFolder) return;
    const text = hostsText(analysis);
    if (this.#noted.get(project) === text) return;
    this.#noted.set(project, text);
    this.#log.info(`${project.workspace.root}: ${text}`);
  }
}

function hostsText({ hosts }: Analysis): string {
  const names = hosts.filter(({ host }) => host.kind !== 'module').map(({ host }) => host.name);
  const alone = hosts.length - names.length;
  return [
    names.length === 0 ? 'no host found' : `${names.length === 1 ? 'host' : 'hosts'} ${names.join(', ')}`,
    alone === 0 ? '' : `${alone} ${alone === 1 ? 'file' : 'files'} that no host imports, each looked at by itself`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
