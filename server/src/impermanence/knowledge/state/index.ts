import { databaseFacts } from './databases.ts';
import { desktopFacts } from './desktop.ts';
import { identityFacts } from './identity.ts';
import { mediaFacts } from './media.ts';
import { networkFacts } from './network.ts';
import { programFacts } from './programs.ts';
import { serverFacts } from './servers.ts';
import type { StateFact } from './stateFact.ts';
import { systemFacts } from './system.ts';
import { virtualisationFacts } from './virtualisation.ts';
import { webAppFacts } from './webApps.ts';

export type { Condition, StateFact, StatePath, Trigger } from './stateFact.ts';

/** All that is known of where state lies: the system's first, then that of programs in the home. */
export const stateFacts: readonly StateFact[] = [
  ...systemFacts,
  ...networkFacts,
  ...identityFacts,
  ...serverFacts,
  ...databaseFacts,
  ...mediaFacts,
  ...webAppFacts,
  ...virtualisationFacts,
  ...desktopFacts,
  ...programFacts,
];
