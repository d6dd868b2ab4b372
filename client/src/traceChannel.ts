import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/**
 * A view of the log for the messages between editor and server. The language client traces only where the level of the
 * log is `Trace`, which few people know to set; here the setting `<section>.trace.server` is enough.
 */
export function traceChannel(
  log: LogOutputChannel,
  section: string,
): Disposable & { readonly channel: LogOutputChannel } {
  const isOn = () => workspace.getConfiguration(section).get<string>('trace.server', 'off') !== 'off';
  const level = () => (isOn() ? LogLevel.Trace : log.logLevel);
  const changed = new EventEmitter<LogLevel>();
  const tell = () => changed.fire(level());
  const subscriptions = [changed, log.onDidChangeLogLevel(tell), workspace.onDidChangeConfiguration(tell)];
  const channel: LogOutputChannel = {
    ...log,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...more) => (isOn() ? log.info(message, ...more) : log.trace(message, ...more)),
  };
  return { channel, dispose: () => subscriptions.forEach((each) => void each.dispose()) };
}
