/**
 * Locks on keys, shared and exclusive, with wound-wait against deadlock (Rosenkrantz, Stearns & Lewis, TODS 1978, §3):
 * an older transaction that wants what a younger one holds wounds it, a younger one waits. Who waits is then always
 * younger than whom it waits for, so nobody waits in a circle. Plain data.
 *
 * An owner is a number, and the smaller one is the older. The table only says who is to be wounded: whoever cannot be
 * aborted any more is waited for, and its program must see to it that it ends.
 */
export interface LockTable {
  readonly locks: Map<string, Lock>;
  /** By owner: the keys that it holds or waits for. */
  readonly touched: Map<number, Set<string>>;
}

export type LockMode = "shared" | "exclusive";

interface Lock {
  /** One exclusive holder, or any number of shared ones. */
  readonly holders: Claim[];
  /** The oldest first. A holder that waits here wants more than it has. */
  readonly queue: Claim[];
}

interface Claim {
  readonly owner: number;
  mode: LockMode;
}

export interface Grant {
  readonly owner: number;
  readonly key: string;
}

export function createLockTable(): LockTable {
  return { locks: new Map(), touched: new Map() };
}

/** Asks for a lock. When it is not granted the owner waits for it, and `wounded` are the younger ones in its way. */
export function acquire(
  table: LockTable,
  key: string,
  owner: number,
  mode: LockMode,
): { readonly granted: boolean; readonly wounded: readonly number[] } {
  const lock = lockOf(table, key);
  if (holds(table, key, owner, mode)) return { granted: true, wounded: [] };
  touch(table, owner, key);
  const claim: Claim = { owner, mode };
  const inTheWay = lock.holders.filter((holder) => conflicts(holder, claim));
  const goesBehind = lock.queue.some((other) => other.owner < owner && conflicts(other, claim));
  if (inTheWay.length === 0 && !goesBehind) {
    grant(lock, claim);
    return { granted: true, wounded: [] };
  }
  enqueue(lock.queue, claim);
  return {
    granted: false,
    wounded: inTheWay.map((holder) => holder.owner).filter((other) => other > owner),
  };
}

/** Gives back all that the owner holds and stops its waiting; tells who has what they waited for. */
export function release(table: LockTable, owner: number): readonly Grant[] {
  const grants: Grant[] = [];
  for (const key of table.touched.get(owner) ?? []) {
    const lock = table.locks.get(key)!;
    removeOwner(lock.holders, owner);
    removeOwner(lock.queue, owner);
    grantWaiting(lock, key, grants);
    if (lock.holders.length === 0 && lock.queue.length === 0) table.locks.delete(key);
  }
  table.touched.delete(owner);
  return grants;
}

/** True when the owner has the lock, in this mode or a stronger one. */
export function holds(table: LockTable, key: string, owner: number, mode: LockMode): boolean {
  const held = table.locks.get(key)?.holders.find((holder) => holder.owner === owner);
  return held !== undefined && (held.mode === "exclusive" || mode === "shared");
}

/** Whoever holds a key, and how many wait for it: `T3 exclusive, 2 wait`. */
export function describeLock(table: LockTable, key: string, nameOf: (owner: number) => string): string {
  const { holders, queue } = table.locks.get(key)!;
  const held = holders.map(({ owner, mode }) => `${nameOf(owner)} ${mode}`).join(", ");
  return queue.length === 0 ? held : `${held}; ${queue.map(({ owner }) => nameOf(owner)).join(", ")} waits`;
}

function lockOf(table: LockTable, key: string): Lock {
  let lock = table.locks.get(key);
  if (lock === undefined) table.locks.set(key, (lock = { holders: [], queue: [] }));
  return lock;
}

function touch({ touched }: LockTable, owner: number, key: string): void {
  const keys = touched.get(owner);
  if (keys === undefined) touched.set(owner, new Set([key]));
  else keys.add(key);
}

function conflicts(one: Claim, other: Claim): boolean {
  return one.owner !== other.owner && (one.mode === "exclusive" || other.mode === "exclusive");
}

function grant(lock: Lock, claim: Claim): void {
  const held = lock.holders.find((holder) => holder.owner === claim.owner);
  if (held === undefined) lock.holders.push(claim);
  else held.mode = claim.mode;
}

/** Once an owner waits it asks for nothing else; a repeated request changes nothing. */
function enqueue(queue: Claim[], claim: Claim): void {
  if (queue.some(({ owner }) => owner === claim.owner)) return;
  const behind = queue.findIndex(({ owner }) => owner > claim.owner);
  queue.splice(behind < 0 ? queue.length : behind, 0, claim);
}

function grantWaiting(lock: Lock, key: string, grants: Grant[]): void {
  while (lock.queue.length > 0) {
    const next = lock.queue[0]!;
    if (lock.holders.some((holder) => conflicts(holder, next))) return;
    lock.queue.shift();
    grant(lock, next);
    grants.push({ owner: next.owner, key });
  }
}

function removeOwner(claims: Claim[], owner: number): void {
  const at = claims.findIndex((claim) => claim.owner === owner);
  if (at >= 0) claims.splice(at, 1);
}
