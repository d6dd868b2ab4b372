import type { Analysis, HostAnalysis } from '../../analysis.ts';
import { mountOf } from '../../impermanence/model/lasts.ts';
import type { Entry } from '../../impermanence/model/model.ts';
import { concatPaths } from '../../impermanence/model/paths.ts';
import { purposeOf } from '../state/purpose.ts';
import { code, escapeMarkdown, factList } from '../text/markdown.ts';
import { methodText, originText, ownerText } from './entryText.ts';
import { mountText } from './mountCard.ts';

/** An entry: where it appears, where it is kept and on what, how, whose it is, what it is for. */
export function entryCard(entry: Entry, { model }: HostAnalysis, analysis: Analysis): string {
  const kept = entry.source === undefined ? undefined : concatPaths(entry.source, entry.path);
  const mount = entry.source === undefined ? undefined : mountOf(model, entry.source);
  const at = entry.site && analysis.spanOf(entry.site);
  return [
    `**${code(entry.path)}** – persisted ${entry.kind} of ${originText(entry.origin)}`,
    factList([
      ['Kept at', kept === undefined ? 'not known' : code(kept)],
      ['On', mount && `${code(mount.mountPoint)} (${escapeMarkdown(mountText(mount))})`],
      ['As', methodText(entry)],
      ['Owner and mode', ownerText(entry)],
      ['Written in', at && code(at.file.slice(at.file.lastIndexOf('/') + 1))],
      ['Condition', entry.condition === 'unknown' ? 'not known, so it may not be there' : undefined],
      ...purposeOf(entry, model).map(({ name, what, needed }): [string, string] => [
        'For',
        `${escapeMarkdown(name)} – ${escapeMarkdown(what)}${needed ? ' **(needed here)**' : ''}`,
      ]),
    ]),
  ].join('\n\n');
}
