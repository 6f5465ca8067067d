/** A queue, first in, first out, in amortized constant time. Plain data. */
export interface Fifo<T> {
  /** `items[head]` is the oldest; what lies before it has left. */
  items: T[];
  head: number;
}

export function createFifo<T>(): Fifo<T> {
  return { items: [], head: 0 };
}

export function fifoLength<T>({ items, head }: Fifo<T>): number {
  return items.length - head;
}

export function enqueue<T>(queue: Fifo<T>, item: T): void {
  queue.items.push(item);
}

/** Removes and returns the oldest; undefined when there is none. */
export function dequeue<T>(queue: Fifo<T>): T | undefined {
  const { items, head } = queue;
  if (head === items.length) return undefined;
  const item = items[head];
  queue.head = head + 1;
  if (queue.head === items.length) {
    items.length = 0;
    queue.head = 0;
  } else if (queue.head >= 64 && queue.head * 2 >= items.length) {
    items.splice(0, queue.head);
    queue.head = 0;
  }
  return item;
}
