import { spawn, type ChildProcess } from "node:child_process";

/**
 * Starts a command whose whole family ends with this process, however this process ends: a shell at the head of their
 * process group waits for its input to close, or for the command to end, then ends the group. Descriptor 3 is a pipe to
 * here.
 */
export function startGroup(command: string, args: readonly string[], env = process.env): ChildProcess {
  const script = '("$@"; kill 0) & cat >/dev/null; kill 0';
  return spawn("/bin/sh", ["-c", script, "sh", command, ...args], {
    detached: true,
    env,
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
}

/** Ends groups, and what else is started with them; undefined and ended ones are passed over. */
export async function endGroups(groups: readonly (ChildProcess | undefined)[]): Promise<void> {
  for (const group of groups) {
    if (group === undefined || hasEnded(group)) continue;
    const ended = new Promise((resolve) => group.once("exit", resolve));
    group.stdin!.end();
    await ended;
  }
}

/** Ends a process that somebody else started when this process ends, however it ends; or with `endGroups`. */
export function endWithUs(pid: number): ChildProcess {
  const script = 'cat >/dev/null; kill "$1" 2>/dev/null';
  return spawn("/bin/sh", ["-c", script, "sh", String(pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
