import { goTo } from "../route/address.ts";
import { useRefusal } from "../route/refusal-store.ts";
import { usePlayhead, playheadNow } from "../state/playhead-store.ts";
import { pause, play, seek, seekEvent } from "../state/player.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { PROTOCOL, readCommand, type Command, type Report } from "./protocol.ts";

/** While it plays, the page around the frame is told of the playhead so often, ms. */
const STATE_EVERY_MS = 100;

/** Does what the page around the frame says, and tells it what happens here. Ends with the function it returns. */
export function talkToHost(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onMessage = ({ source, data }: MessageEvent): void => {
    // Other frames and extensions speak to this window, too.
    if (source !== parent) return;
    const command = readCommand(data);
    if (command === undefined) return;
    if (command.ok) obey(command.value);
    else report({ type: "error", message: command.error });
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (runNow().info !== undefined) report(stateNow());
    }, STATE_EVERY_MS);
  };
  addEventListener("message", onMessage);
  const stops = [
    useRun.subscribe((now, before) => {
      if (now.info !== undefined && before.info !== now.info) report(readyNow());
      if (now.errors.length > 0 && now.errors !== before.errors)
        report({ type: "error", message: now.errors.map(({ problem }) => problem).join("; ") });
      if (now.bug !== undefined && now.bug !== before.bug)
        report({ type: "error", message: now.bug.message });
      tellSoon();
    }),
    usePlayhead.subscribe(tellSoon),
    useRefusal.subscribe(({ refusal }) => {
      if (refusal !== undefined) report({ type: "error", message: refusal.why });
    }),
  ];
  return () => {
    removeEventListener("message", onMessage);
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function obey(command: Command): void {
  switch (command.type) {
    case "play":
      return play();
    case "pause":
      return pause();
    case "seek":
      pause();
      return "event" in command ? seekEvent(command.event) : seek(command.timeUs);
    case "open":
      return goTo(command.hash);
  }
}

/** Nothing here is secret, and the page around may have any origin. */
function report(message: Report): void {
  if (parent !== window) parent.postMessage({ lightcone: PROTOCOL, ...message }, "*");
}

function readyNow(): Report {
  const { title = "", seed = "", untilUs = 0, engine = "" } = runNow().info ?? {};
  return { type: "ready", title, seed, untilUs, engine };
}

function stateNow(): Report {
  const { computedUs, done, fingerprint } = runNow();
  const { timeUs, event, isPlaying } = playheadNow();
  return {
    type: "state",
    timeUs: Math.floor(timeUs),
    event,
    isPlaying,
    computedUs,
    isDone: done,
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}
