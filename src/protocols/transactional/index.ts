export { transactionalOptions } from "./options.ts";
export { transactional } from "./transactional.ts";
