import { drawUs, type Distribution, type RandomStream, type RandomStreams } from "../kernel/index.ts";
import type { NodeId } from "./program.ts";

/** What a link does when no fault is on it. */
export interface LinkSpec {
  readonly latency: Distribution;
  /** What is different for some kinds of message, by their names. */
  readonly latencyOf?: Readonly<Record<string, Distribution>>;
  /** Probabilities a message, 0 … 1. */
  readonly loss: number;
  readonly duplicate: number;
  /** Probability that a message is held back by a further `reorderBy`. */
  readonly reorder: number;
  readonly reorderBy: Distribution;
  /** In order, as over one TCP connection: no message arrives before one sent earlier. */
  readonly fifo: boolean;
  /** Bytes per µs; without it messages take no time to serialise. */
  readonly bandwidth?: number;
  /** Bytes that may wait to be serialised; more are dropped. */
  readonly bufferBytes?: number;
}

/** The network without faults: defaults, then overrides for pairs, later ones winning. */
export interface NetworkSpec {
  readonly defaults: LinkSpec;
  readonly overrides: readonly {
    readonly from: readonly NodeId[];
    readonly to: readonly NodeId[];
    readonly link: Partial<LinkSpec>;
  }[];
}

/** A fault that lies on links for a while. `pairs` are directed: from · n + to. */
export interface Condition {
  readonly id: number;
  readonly kind: "partition" | "cut" | "slow" | "lossy" | "duplicate" | "reorder";
  readonly pairs: readonly number[];
  /** The sides of a partition, for drawing. */
  readonly groups?: readonly (readonly NodeId[])[];
  /** `slow`: delay · factor + addUs. */
  readonly factor?: number;
  readonly addUs?: number;
  /** `lossy`, `duplicate`, `reorder`. */
  readonly probability?: number;
}

/** Why a message under way will not arrive; 0 when it will. */
export const Doom = { none: 0, loss: 1, cut: 2, overflow: 3, fault: 4 } as const;

export interface NetworkCheckpoint {
  readonly conditions: readonly Condition[];
  readonly busyUntilUs: readonly (readonly [pair: number, us: number])[];
  readonly lastArrivalUs: readonly (readonly [pair: number, us: number])[];
}

interface Link {
  /** No loss, duplication, bandwidth, order or condition, all messages alike: only a delay to draw. */
  plain: boolean;
  readonly spec: LinkSpec;
  /** Delays. */
  readonly random: RandomStream;
  /** Loss, duplication and reordering: a stream of its own, so that adding loss leaves the delays as they were. */
  chance: RandomStream | undefined;
  readonly name: string;
  blocked: boolean;
  loss: number;
  duplicate: number;
  reorder: number;
  factor: number;
  addUs: number;
}

/** Above this many nodes a link without settings of its own draws from its sender's stream, not from one of its own. */
const OWN_STREAM_NODES = 128;

/**
 * Directed links between all pairs of nodes: the delay and the fate of each message.
 *
 * A message that a fault or chance condemns still draws its delay, so the luck of the others does not shift; it
 * is dropped at the moment it would have arrived. Left out: routing, congestion control, connections.
 */
export class Network {
  /** The route last computed by `route`. */
  delayUs = 0;
  doom: number = Doom.none;
  /** Delay of a duplicate, or −1. */
  copyDelayUs = -1;

  conditions: Condition[] = [];
  readonly #spec: NetworkSpec;
  readonly #streams: RandomStreams;
  readonly #names: readonly string[];
  /** By sender and receiver; a row is made when its sender first sends. */
  readonly #links: (Link | undefined)[][] = [];
  /** In a crowd: by sender, the link it shares for all receivers that have no settings of their own. */
  readonly #ordinary: (Link | undefined)[] = [];
  /** True while every link is an ordinary one. */
  #isUniform = false;
  readonly #busyUntilUs = new Map<number, number>();
  readonly #lastArrivalUs = new Map<number, number>();

  constructor(spec: NetworkSpec, streams: RandomStreams, names: readonly string[]) {
    this.#spec = spec;
    this.#streams = streams;
    this.#names = names;
    this.#checkUniform();
  }

  /** Decides delay, doom and duplication of one message sent now; results are in this object's fields. */
  route(from: NodeId, to: NodeId, nowUs: number, kind: string, sizeBytes: number): void {
    const pair = from * this.#names.length + to;
    const link =
      (this.#isUniform ? this.#ordinary[from] : this.#links[from]?.[to]) ?? this.#createLink(from, to, pair);
    this.copyDelayUs = -1;
    if (link.plain) {
      this.doom = Doom.none;
      this.delayUs = drawUs(link.spec.latency, link.random);
      return;
    }
    this.#routeWithCare(link, pair, nowUs, kind, sizeBytes);
  }

  /** True when nothing passes from one to the other now. */
  isBlocked(from: NodeId, to: NodeId): boolean {
    const pair = from * this.#names.length + to;
    return (
      this.conditions.length > 0 && (this.#links[from]?.[to] ?? this.#createLink(from, to, pair)).blocked
    );
  }

  lay(condition: Condition): void {
    this.conditions.push(condition);
    for (const pair of condition.pairs) this.#refresh(pair);
    this.#checkUniform();
  }

  /** Lifts the conditions for which `isOver` holds. */
  lift(isOver: (condition: Condition) => boolean): void {
    const lifted = this.conditions.filter(isOver);
    this.conditions = this.conditions.filter((condition) => !isOver(condition));
    for (const condition of lifted) for (const pair of condition.pairs) this.#refresh(pair);
    this.#checkUniform();
  }

  checkpoint(): NetworkCheckpoint {
    return {
      conditions: this.conditions.slice(),
      busyUntilUs: Array.from(this.#busyUntilUs),
      lastArrivalUs: Array.from(this.#lastArrivalUs),
    };
  }

  restore(checkpoint: NetworkCheckpoint): void {
    this.conditions = checkpoint.conditions.slice();
    for (const condition of this.conditions) for (const pair of condition.pairs) this.#refresh(pair);
    this.#checkUniform();
    for (const [pair, us] of checkpoint.busyUntilUs) this.#busyUntilUs.set(pair, us);
    for (const [pair, us] of checkpoint.lastArrivalUs) this.#lastArrivalUs.set(pair, us);
  }

  #routeWithCare(link: Link, pair: number, nowUs: number, kind: string, sizeBytes: number): void {
    const { spec } = link;
    const latency = spec.latencyOf?.[kind] ?? spec.latency;
    const chance = (link.chance ??= this.#streams.get(`chance:${link.name}`));
    this.doom = link.blocked ? Doom.cut : Doom.none;
    if (link.loss > 0 && chance() < link.loss && this.doom === Doom.none) this.doom = Doom.loss;
    const wireUs = this.#serialise(spec, pair, nowUs, sizeBytes);
    this.delayUs = this.#inOrder(spec, pair, nowUs, wireUs + this.#travel(link, latency, chance));
    if (link.duplicate === 0 || chance() >= link.duplicate) return;
    this.copyDelayUs = this.#inOrder(spec, pair, nowUs, wireUs + this.#travel(link, latency, chance));
  }

  /** The delay, prolonged on a link in order until whatever was sent before has arrived. */
  #inOrder(spec: LinkSpec, pair: number, nowUs: number, delayUs: number): number {
    if (!spec.fifo) return delayUs;
    const arrivalUs = Math.max(nowUs + delayUs, this.#lastArrivalUs.get(pair) ?? 0);
    this.#lastArrivalUs.set(pair, arrivalUs);
    return arrivalUs - nowUs;
  }

  #travel(link: Link, latency: Distribution, chance: RandomStream): number {
    const { spec, random } = link;
    let us = drawUs(latency, random);
    if (link.factor !== 1 || link.addUs > 0) us = Math.round(us * link.factor) + link.addUs;
    if (link.reorder > 0 && chance() < link.reorder) us += drawUs(spec.reorderBy, chance);
    return us;
  }

  /** Waiting for the wire and getting onto it, µs; marks an overflow as doom. */
  #serialise(spec: LinkSpec, pair: number, nowUs: number, sizeBytes: number): number {
    if (spec.bandwidth === undefined) return 0;
    const startUs = Math.max(nowUs, this.#busyUntilUs.get(pair) ?? 0);
    const waitingBytes = (startUs - nowUs) * spec.bandwidth;
    if (spec.bufferBytes !== undefined && waitingBytes + sizeBytes > spec.bufferBytes) {
      if (this.doom === Doom.none) this.doom = Doom.overflow;
      return startUs - nowUs;
    }
    const doneUs = startUs + Math.ceil(sizeBytes / spec.bandwidth);
    this.#busyUntilUs.set(pair, doneUs);
    return doneUs - nowUs;
  }

  /** The link of a pair, made when first used. In a crowd, links without settings of their own are one object a sender. */
  #createLink(from: NodeId, to: NodeId, pair: number): Link {
    const crowded = this.#names.length > OWN_STREAM_NODES;
    const overrides = this.#spec.overrides.filter(
      (override) => override.from.includes(from) && override.to.includes(to),
    );
    const { defaults } = this.#spec;
    const spec = Object.assign({}, defaults, ...overrides.map((override) => override.link)) as LinkSpec;
    const conditions = this.conditions.filter((condition) => condition.pairs.includes(pair));
    const isOrdinary = crowded && overrides.length === 0 && conditions.length === 0;
    let link = isOrdinary ? this.#ordinary[from] : undefined;
    if (link === undefined) {
      const name = `${this.#names[from]!}>${crowded ? "*" : this.#names[to]!}`;
      link = newLink(spec, name, this.#streams.get(`link:${name}`));
      for (const condition of conditions) applyCondition(link, condition);
      link.plain = isPlain(link);
      if (isOrdinary) this.#ordinary[from] = link;
    }
    // As long as all are ordinary nobody looks for a pair's own: in a crowd the rows would be the square of its size.
    if (!this.#isUniform) {
      const row = (this.#links[from] ??= new Array<Link | undefined>(this.#names.length).fill(undefined));
      row[to] = link;
    }
    return link;
  }

  /** Forgets a link whose conditions changed; it is made again when next used. Its streams and its wire go on. */
  #refresh(pair: number): void {
    const row = this.#links[Math.floor(pair / this.#names.length)];
    if (row !== undefined) row[pair % this.#names.length] = undefined;
  }

  #checkUniform(): void {
    const isCrowded = this.#names.length > OWN_STREAM_NODES;
    this.#isUniform = isCrowded && this.#spec.overrides.length === 0 && this.conditions.length === 0;
  }
}

function newLink(spec: LinkSpec, name: string, random: RandomStream): Link {
  return {
    plain: true,
    spec,
    random,
    chance: undefined,
    name,
    blocked: false,
    loss: spec.loss,
    duplicate: spec.duplicate,
    reorder: spec.reorder,
    factor: 1,
    addUs: 0,
  };
}

function applyCondition(link: Link, condition: Condition): void {
  const probability = condition.probability ?? 0;
  switch (condition.kind) {
    case "partition":
    case "cut":
      link.blocked = true;
      return;
    case "slow":
      link.factor *= condition.factor ?? 1;
      link.addUs += condition.addUs ?? 0;
      return;
    case "lossy":
      link.loss = 1 - (1 - link.loss) * (1 - probability);
      return;
    case "duplicate":
      link.duplicate = Math.max(link.duplicate, probability);
      return;
    case "reorder":
      link.reorder = Math.max(link.reorder, probability);
  }
}

function isPlain(link: Link): boolean {
  const { spec } = link;
  return (
    !link.blocked &&
    link.loss === 0 &&
    link.duplicate === 0 &&
    link.reorder === 0 &&
    link.factor === 1 &&
    link.addUs === 0 &&
    !spec.fifo &&
    spec.latencyOf === undefined &&
    spec.bandwidth === undefined
  );
}
