import { err, ok, unknownName, type InputError, type Result } from "../../base/index.ts";
import type { AnyModel } from "../model.ts";
import { kv } from "./kv.ts";
import { listAppend } from "./list-append.ts";
import { queue } from "./queue.ts";
import { casRegister, register } from "./register.ts";
import { rwRegister } from "./rw-register.ts";
import { set } from "./set.ts";

/** Every model by the names it answers to. A new one is a file beside this and a line here. */
export const models: Readonly<Record<string, AnyModel>> = {
  register: register,
  "cas-register": casRegister,
  "key-value": {
    ...casRegister,
    name: "key-value",
    about: "read, write and compare-and-set the value of each key",
  },
  kv: kv,
  "list-append": listAppend,
  "rw-register": rwRegister,
  set: set,
  queue: queue,
};

export const modelNames: readonly string[] = Object.keys(models);

/** The model of that name; an unknown name is an input error that suggests the nearest. */
export function findModel(
  name: string,
  place = { file: "--model", line: 0, column: 0 },
): Result<AnyModel, InputError> {
  return Object.hasOwn(models, name) ? ok(models[name]!) : err(unknownName(place, "model", name, modelNames));
}
