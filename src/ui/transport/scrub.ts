/** A press that moved less than this is a click, px. */
const CLICK_PX = 4;

/** One press on the timeline: it takes the playhead along; on a mark it goes to what is marked, unless it is moved. */
export class Scrub {
  readonly #seek: (px: number) => void;
  readonly #fromPx: number;
  #jump: (() => void) | undefined;

  constructor(fromPx: number, seek: (px: number) => void, jump: (() => void) | undefined) {
    this.#seek = seek;
    this.#fromPx = fromPx;
    this.#jump = jump;
    if (jump === undefined) seek(fromPx);
  }

  move(px: number): void {
    if (this.#jump !== undefined && Math.abs(px - this.#fromPx) <= CLICK_PX) return;
    this.#jump = undefined;
    this.#seek(px);
  }

  release(): void {
    this.#jump?.();
  }
}
