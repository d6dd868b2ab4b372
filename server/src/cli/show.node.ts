import { type Shown, showModels } from '../impermanence/model/show.ts';
import { formatShown } from './format/shown.ts';
import { requireHost, sortedHosts } from './hosts.ts';
import { openProject, shownPath } from './project.node.ts';
import { rangesOf } from './report.ts';
import { workspaceSettings } from './settings.ts';

export interface ShowOptions {
  readonly host?: string | undefined;
  readonly json?: boolean | undefined;
  readonly exclude: readonly string[];
}

/** What is persisted, from where to where, on which mount: as JSON (EXPERIENCE: `show --json`) or as tables for people. */
export function show(given: string, options: ShowOptions): string {
  const settings = workspaceSettings({ rule: [], only: [], exclude: options.exclude });
  const { analysis, workspace } = openProject(given, settings);
  if (options.host !== undefined) requireHost([analysis], options.host);
  const hosts = sortedHosts(analysis.hosts).filter(
    ({ host }) => options.host === undefined || host.name === options.host,
  );
  const ranges = rangesOf(analysis);
  const models = showModels(
    hosts.map(({ model }) => model),
    {
      shownPath,
      place: (site) => {
        const at = analysis.spanOf(site);
        return at === undefined ? null : { file: shownPath(at.file), ...ranges(at.file, at.span) };
      },
    },
  );
  const shown = withRelativeReasons(models, `${workspace.root}/`);
  return options.json === true ? `${JSON.stringify(shown, undefined, 2)}\n` : formatShown(shown);
}

/** Reasons name files as the engine does, which knows no working folder. */
function withRelativeReasons({ version, hosts }: Shown, root: string): Shown {
  const folder = shownPath(root);
  const relative = (reason: string) => reason.replaceAll(root, folder === '.' ? '' : `${folder}/`);
  return {
    version,
    hosts: hosts.map((host) => ({
      ...host,
      unknowns: host.unknowns.map((unknown) => ({ ...unknown, reason: relative(unknown.reason) })),
    })),
  };
}
