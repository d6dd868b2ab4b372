import { showModels } from '../impermanence/model/show.ts';
import { formatShown } from './format/shown.ts';
import { openProject, shownPath } from './project.node.ts';
import { rangesOf } from './report.ts';
import { workspaceSettings } from './settings.ts';
import { UsageError } from './usageError.ts';

export interface ShowOptions {
  readonly host?: string | undefined;
  readonly json?: boolean | undefined;
  readonly exclude: readonly string[];
}

/** What is persisted, from where to where, on which mount: as JSON (EXPERIENCE: `show --json`) or as tables for people. */
export function show(given: string, options: ShowOptions): string {
  const { analysis } = openProject(given, workspaceSettings({ rule: [], only: [], exclude: options.exclude }));
  const hosts = analysis.hosts.filter(({ host }) => options.host === undefined || host.name === options.host);
  if (hosts.length === 0 && options.host !== undefined) throw new UsageError(`no host ${options.host} in ${given}`);
  const ranges = rangesOf(analysis);
  const shown = showModels(
    hosts.map(({ model }) => model),
    {
      shownPath,
      place: (site) => {
        const at = analysis.spanOf(site);
        return at === undefined ? null : { file: shownPath(at.file), ...ranges(at.file, at.span) };
      },
    },
  );
  return options.json === true ? `${JSON.stringify(shown, undefined, 2)}\n` : formatShown(shown);
}
