import { changing } from './changing.mjs';
import { reading } from './reading.mjs';
import { writing } from './writing.mjs';

/**
 * Every picture by its name. `folder` is what is opened, `act` brings about what is to be seen and gives the part of the window to
 * keep; nothing: all of it.
 */
export const pictures = { ...reading, ...writing, ...changing };
