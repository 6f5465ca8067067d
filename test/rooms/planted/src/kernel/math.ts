// The rooms' test must catch each line that says so, and no other.
export const power = 2 ** 0.5; // caught: ** is Math.pow
export let grown = 2;
grown **= 2; // caught: **= is Math.pow
for (const key in { a: 1 }) void key; // caught: for…in has an order of its own
const math = Math; // caught: of Math only the exact members, by name
export const hidden = math.exp(1);
export const { exp } = Math; // caught: of Math only the exact members, by name
export const computed = Math["exp"](1); // caught: of Math only the exact members, by name
export const inexact = Math.exp(1); // caught: of Math only the exact members, by name
export const exact = Math.sqrt(2) * Math.PI + Math.max(1, 2);
for (const key of Object.keys({ a: 1 })) void key;
