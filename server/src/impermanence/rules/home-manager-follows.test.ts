import { expect, test } from 'vitest';
import { flake, found, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'home-manager-follows';

test('without a lock nobody knows', () => expect(found(id, flake('', v2Inputs))).toEqual([]));
