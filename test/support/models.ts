import type { Analysis, WorkspaceSettings } from '../../server/src/analysis.ts';
import type { Model } from '../../server/src/impermanence/model/model.ts';
import { originName } from '../../server/src/impermanence/model/show.ts';
import type { Site } from '../../server/src/nix/eval/value.ts';
import { analysisOf, type Files } from './folder.ts';

/** The only host of some files, with the texts its sites stand for. */
export interface Seen {
  readonly model: Model;
  /** The source text of a site. */
  text(site: Site | undefined): string | undefined;
  /** Entries as lines: `directory /var/log <- /persist system`. */
  readonly entries: readonly string[];
}

/** The model of the one host that these files make. A lone text is a configuration.nix. */
export function see(files: Files | string, settings: Partial<WorkspaceSettings> = {}): Seen {
  const analysis = analysisOf(typeof files === 'string' ? { 'configuration.nix': files } : files, settings);
  if (analysis.defects.length > 0) throw new Error(analysis.defects.join('\n'));
  const [host, ...others] = analysis.hosts;
  if (host === undefined || others.length > 0)
    throw new Error(`${others.length + (host ? 1 : 0)} hosts instead of one`);
  return seen(host.model, analysis);
}

function seen(model: Model, analysis: Analysis): Seen {
  return {
    model,
    text(site) {
      const at = site && analysis.spanOf(site);
      return at && analysis.source(at.file)?.text.slice(at.span.start, at.span.end);
    },
    entries: model.entries.map(
      ({ kind, path, source, origin, condition }) =>
        `${kind} ${path} <- ${source} ${originName(origin)}${condition === 'yes' ? '' : ' perhaps'}`,
    ),
  };
}
