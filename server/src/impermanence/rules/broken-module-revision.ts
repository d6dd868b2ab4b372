import { brokenRangeAt } from '../knowledge/revisions.ts';
import page from './broken-module-revision.md';
import type { Rule } from './rule.ts';

/** Ten revisions of January 2026 took `/` for a home directory. */
export const brokenModuleRevision: Rule = {
  id: 'broken-module-revision',
  severity: 'error',
  title: 'A revision of the module that breaks the root directory',
  page,
  source: '#295',
  category: 'wiring',
  repair: 'none',
  *checkHost(model) {
    const { impermanence } = model.releases;
    const range = impermanence.lastModified === undefined ? undefined : brokenRangeAt(impermanence.lastModified);
    const file = model.entries.find(
      ({ kind, origin, condition }) => kind === 'file' && origin.kind === 'system' && condition === 'yes',
    );
    const site = impermanence.site ?? file?.site;
    if (!range || !file || !site) return;
    const how = impermanence.input === undefined ? '' : ` with “nix flake update ${impermanence.input}”`;
    yield {
      message: `This revision of the impermanence module sets the mode of / to 0700 as soon as a system file is persisted (${file.path}): services and logins fail. Update it${how}; ${range.fixedBy.revision} repaired it.`,
      at: { site },
      related: file.site ? [{ at: { site: file.site }, message: 'a persisted file' }] : [],
    };
  },
};
