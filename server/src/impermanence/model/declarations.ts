import type { Declarations } from '../../nix/modules/hostContext.ts';
import { persistenceOptions } from './options.ts';
import { type AssumedEra, impermanenceRelease, moduleVersion } from './releases.ts';

/** The options of the impermanence module for a host that imports these modules: those of the version it uses. */
export function persistenceDeclarations(assumed: AssumedEra): Declarations {
  return ({ modules, inputs }) => persistenceOptions(moduleVersion(impermanenceRelease(modules, inputs, assumed)));
}
