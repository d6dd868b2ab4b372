import { nixosFacts } from './nixos.ts';
import type { OptionFact } from './optionFact.ts';
import { persistenceFacts } from './stores.ts';

export { changes } from './changes.ts';
export { nixosFacts } from './nixos.ts';
export type { ModuleVersion, OptionFact, Removal, Standing } from './optionFact.ts';
export { dayOf, standing, timeOf } from './optionFact.ts';
export { persistenceFacts } from './stores.ts';

/** Every option that is known: those of the module first, then what lies around it in NixOS and Home Manager. */
export const optionFacts: readonly OptionFact[] = [...persistenceFacts, ...nixosFacts];
