import { createContext, useContext, type Context } from "react";
import { createStore, useStore, type StoreApi } from "zustand";

/**
 * A store of the run on the page, whose hook reads another run's store where a part of the page says so: two stages
 * beside each other are the same component under two stores. What is called outside of a component (`getState`,
 * `setState`, `subscribe`) is always the page's.
 */
export interface SidedStore<T> extends StoreApi<T> {
  <U>(selector: (state: T) => U): U;
  /** Provides the store that components below it read. */
  readonly Side: Context<StoreApi<T>>;
}

export function createSided<T>(initial: T): SidedStore<T> {
  const page = createStore<T>(() => initial);
  const Side = createContext<StoreApi<T>>(page);
  const useSide = <U>(selector: (state: T) => U): U => useStore(useContext(Side), selector);
  return Object.assign(useSide, page, { Side });
}
