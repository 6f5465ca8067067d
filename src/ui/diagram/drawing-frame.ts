/**
 * When a drawing is made: once for everything that changed since the last one. Playing changes the playhead in a frame
 * of the browser, and the words beside the drawing are of that frame: then it is drawn in this one, else with the next.
 */
export class DrawingFrame {
  readonly #paint: () => void;
  #request = 0;
  #isDue = false;
  #isStopped = false;

  constructor(paint: () => void) {
    this.#paint = paint;
  }

  draw(): void {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
    this.#isDue = false;
    if (!this.#isStopped) this.#paint();
  }

  atNext(): void {
    if (this.#request === 0 && !this.#isDue) this.#request = requestAnimationFrame(() => this.draw());
  }

  /** As soon as whoever changes something has changed all of it. */
  inThis(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.draw());
  }

  stop(): void {
    this.#isStopped = true;
    cancelAnimationFrame(this.#request);
  }
}
