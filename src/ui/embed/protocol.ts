import { err, ok, type Result } from "../../base/index.ts";

/**
 * What a page may say to Lightcone in its frame, and what it hears. docs/embedding.md explains it to whoever writes
 * such a page. Every message is an object with `lightcone: 1`, the protocol's version.
 */
export const PROTOCOL = 1;

/** From the page around the frame. */
export type Command =
  | { readonly type: "play" }
  | { readonly type: "pause" }
  /** Right after an event, or at a time of the run. */
  | { readonly type: "seek"; readonly event: number }
  | { readonly type: "seek"; readonly timeUs: number }
  /** The part of a Lightcone address after `#`. */
  | { readonly type: "open"; readonly hash: string };

/** To the page around the frame. */
export type Report =
  /** A run is open and can be steered. */
  | {
      readonly type: "ready";
      readonly title: string;
      readonly seed: string;
      readonly untilUs: number;
      readonly engine: string;
    }
  | {
      readonly type: "state";
      readonly timeUs: number;
      readonly event: number;
      readonly isPlaying: boolean;
      readonly computedUs: number;
      readonly isDone: boolean;
      readonly fingerprint?: string;
    }
  /** A message that cannot be used, or an address that opens nothing. */
  | { readonly type: "error"; readonly message: string };

/** Undefined for what is not meant for Lightcone: frames hear all kinds of messages. */
export function readCommand(data: unknown): Result<Command, string> | undefined {
  if (typeof data !== "object" || data === null || !("lightcone" in data)) return undefined;
  const { lightcone, type, event, timeUs, hash } = data as Readonly<Record<string, unknown>>;
  if (lightcone !== PROTOCOL) return err(`this page speaks version ${PROTOCOL} of the protocol`);
  switch (type) {
    case "play":
    case "pause":
      return ok({ type });
    case "seek":
      if (isEvent(event)) return ok({ type, event });
      if (isTime(timeUs)) return ok({ type, timeUs });
      return err('"seek" needs `event`, an integer from −1, or `timeUs`, a number from 0');
    case "open":
      if (typeof hash === "string" && hash.startsWith("#/")) return ok({ type, hash });
      return err('"open" needs `hash`, an address from "#/" on');
    default:
      return err(`unknown type ${JSON.stringify(type)}; there are play, pause, seek, open`);
  }
}

function isEvent(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= -1;
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < Infinity;
}
