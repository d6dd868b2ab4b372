import { rewritePath } from '../fixes/entries.ts';
import type { Model } from '../model/model.ts';
import page from './dynamic-user-path.md';
import { dynamicUnits } from './dynamicUnits.ts';
import type { Rule, RuleContext } from './rule.ts';
import { usedState } from './usedState.ts';

/** systemd keeps the state of dynamic users below /var/lib/private and makes the usual place a link to it. */
export const dynamicUserPath: Rule = {
  id: 'dynamic-user-path',
  severity: 'warning',
  title: 'The link to the state of a dynamic user is persisted',
  page,
  source: '#93',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    const known = ofKnownServices(model, context);
    const own = ofOwnUnits(model).filter((unit) => known.every(({ wrongPath }) => wrongPath !== unit.wrongPath));
    for (const { name, path, wrongPath } of [...known, ...own]) {
      const entry = model.entries.find((candidate) => candidate.path === wrongPath && candidate.condition === 'yes');
      const site = entry?.pathSite ?? entry?.site;
      if (!entry || !site) continue;
      yield {
        message: `${name} runs with DynamicUser: its state lies in ${path}, and ${wrongPath} is only a link to it, which systemd cannot make over a persisted directory.`,
        at: { site },
        fixes: [{ title: `Write ${path}`, preferred: true, edits: () => rewritePath(context, entry, path) }],
      };
    }
  },
};

interface DynamicState {
  readonly name: string;
  readonly path: string;
  /** The link to it. */
  readonly wrongPath: string;
}

function ofKnownServices(model: Model, context: RuleContext): readonly DynamicState[] {
  return context
    .once(model, usedState)
    .flatMap(({ fact: { name }, paths }) =>
      paths.flatMap(({ path, wrongPath }) => (wrongPath === undefined ? [] : [{ name, path, wrongPath }])),
    );
}

/** Units to which the configuration itself gives a dynamic user. */
function ofOwnUnits(model: Model): readonly DynamicState[] {
  return dynamicUnits(model).flatMap(({ unit, directories }) =>
    directories.map((directory) => ({
      name: unit,
      path: `/var/lib/private/${directory}`,
      wrongPath: `/var/lib/${directory}`,
    })),
  );
}
