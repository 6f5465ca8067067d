/** The one generator of seedrandom that we use; its published types do not cover the file. */
declare module "seedrandom/lib/alea.js" {
  interface AleaState {
    c: number;
    s0: number;
    s1: number;
    s2: number;
  }
  function alea(seed: string, options: { state: true | AleaState }): (() => number) & { state(): AleaState };
  export default alea;
}
