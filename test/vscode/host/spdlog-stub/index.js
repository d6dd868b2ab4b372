// Pure JS stand-in for the native @vscode/spdlog: appends every message to the log file.
// VS Code shows an extension's output channels by reading those files.

const fs = require('node:fs'),
  path = require('node:path');
class Logger {
  constructor(_name, file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
    } catch {}
  }
  write(level, label, msg) {
    if (level < this.level) return;
    try {
      fs.appendFileSync(
        this.file,
        this.plain ? msg : `${new Date().toISOString().replace('T', ' ').slice(0, 23)} [${label}] ${msg}\n`,
      );
    } catch {}
  }
  trace(m) {
    this.write(0, 'trace', m);
  }
  debug(m) {
    this.write(1, 'debug', m);
  }
  info(m) {
    this.write(2, 'info', m);
  }
  warn(m) {
    this.write(3, 'warning', m);
  }
  error(m) {
    this.write(4, 'error', m);
  }
  critical(m) {
    this.write(5, 'critical', m);
  }
  getLevel() {
    return this.level;
  }
  setLevel(l) {
    this.level = l;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {
    this.plain = false;
  }
  flush() {}
  drop() {}
}
const create = async (name, file) => new Logger(name, file);
// one assignment per name: VS Code import()s this file, and only such names become ES module exports
exports.version = 11200;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
