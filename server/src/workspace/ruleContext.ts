import type { Span } from '../base/span.ts';
import type { RuleContext } from '../impermanence/rules/rule.ts';
import type { PathContent } from '../nix/eval/sources.ts';
import type { FilePath, Site } from '../nix/eval/value.ts';
import type { LockedInput } from '../nix/modules/lock.ts';
import type { Memory } from './memory.ts';
import { type ReadLog, recordingSources } from './reads.ts';

/**
 * What a rule may look at besides its model. Readings are noted in `log` until `seal` is called; what is called later, when
 * somebody asks for the edits of a fix, sees the texts as they are then.
 */
export function ruleContext(
  memory: Memory,
  log: ReadLog,
  inputs: ReadonlyMap<string, LockedInput>,
): RuleContext & { seal(): void } {
  const sources = recordingSources(memory.present, log);
  return {
    sources,
    inputs,
    ruleIds: memory.ruleIds,
    once: memory.once,
    spanOf: (site) => spanOf(site, sources.at(site.file)),
    seal: () => sources.seal(),
  };
}

/** The span of a site in the text that `content` has now; undefined where the text means something else by now. */
export function spanOf(
  site: Site,
  content: PathContent | undefined,
): { readonly file: FilePath; readonly span: Span } | undefined {
  const nix = content?.kind === 'file' ? content.file.nix : undefined;
  const span = nix?.sites.span(site);
  return span && { file: site.file, span };
}
