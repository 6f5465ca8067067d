/** The parts of simjs 2.0.3 (btelles/simjs-updated) that the models use; it has no types of its own. */
export interface SimJs {
  readonly Sim: new () => {
    addEntity<E extends Entity>(kind: new (...args: never[]) => E): E;
    simulate(endTime: number, maxEvents: number): boolean;
    time(): number;
  };
  readonly Entity: new (...args: never[]) => Entity;
  readonly Random: new (seed: number) => {
    random(): number;
    exponential(rate: number): number;
    uniform(low: number, high: number): number;
  };
  readonly Facility: new (name: string) => Facility;
}

export interface Entity {
  time(): number;
  send(message: unknown, delay: number, to: unknown): void;
  setTimer(delay: number): Request;
  useFacility(facility: Facility, duration: number): Request;
}

export interface Facility {
  systemStats(): { readonly durationSeries: { average(): number; count(): number } };
}

interface Request {
  done(callback: () => void): Request;
  cancel(): unknown;
}

/** simjs hands itself out as `window.Sim` only. */
export async function loadSimjs(): Promise<SimJs> {
  const surroundings = globalThis as unknown as { window?: { Sim?: SimJs } };
  surroundings.window = {};
  try {
    await import("simjs");
    return surroundings.window.Sim!;
  } finally {
    delete surroundings.window;
  }
}
