// Compiled like an engine room, each line that says so must be an error.
export const title = document.title; // caught: document
export const folder = process.cwd(); // caught: process
export const bytes = Buffer.from("a"); // caught: Buffer
export const page = window; // caught: window
setTimeout(() => undefined, 1); // caught: setTimeout
console.log(structuredClone({})); // caught: console
export const exact = Math.sqrt(2);
