// The framework as a file of its own, so that it can be loaded when it is wanted.
import 'mocha/mocha.js';
