import type { Value } from "../../src/history/index.ts";
import type { Kind } from "./random-history.ts";

const VALUES = 3;

function registerKind(model: string, hasCas: boolean): Kind {
  return {
    model,
    about: "few values",
    ask(draw) {
      const lot = draw(hasCas ? 4 : 2);
      if (lot === 0) return { f: "read", input: null };
      if (lot === 1) return { f: "write", input: draw(VALUES) };
      return { f: "cas", input: [draw(VALUES), draw(VALUES)] };
    },
    create() {
      let held: Value = null;
      return (f, input) => {
        if (f === "read") return held;
        if (f === "write") return (held = input);
        const [expected, next] = input as [Value, Value];
        return held === expected ? (held = next) : undefined;
      };
    },
    corrupt: (_, draw) => draw(VALUES),
  };
}

/** A register in which no value is written twice. */
function uniqueRegisterKind(): Kind {
  let next = 0;
  return {
    ...registerKind("register", false),
    about: "unique values",
    ask: (draw) => (draw(2) === 0 ? { f: "read", input: null } : { f: "write", input: next++ }),
    corrupt: (output, draw) => (draw(4) === 0 ? null : Math.max(0, (output as number) + draw(5) - 2)),
  };
}

const kvKind: Kind = {
  model: "kv",
  about: "few values",
  ask(draw) {
    const lot = draw(7);
    if (lot < 3) return { f: "get", input: null };
    if (lot < 6) return { f: "append", input: "ab"[draw(2)]! };
    return { f: "put", input: ["a", "b", "ab", ""][draw(4)]! };
  },
  create() {
    let text = "";
    return (f, input) =>
      f === "get" ? text : (text = f === "put" ? (input as string) : text + (input as string)) && input;
  },
  corrupt: (output, draw) =>
    draw(2) === 0 ? (output as string).slice(0, -1) : `${output as string}${"ab"[draw(2)]!}`,
};

/** Values of all forms, nothing among them, that are compared and set and appended to. */
const mixedKvKind: Kind = {
  model: "kv",
  about: "values of all forms",
  ask(draw) {
    const values: Value[] = [null, "", "a", 1, [1], "[1]"];
    const lot = draw(8);
    if (lot < 3) return { f: "get", input: null };
    if (lot < 4) return { f: "append", input: "a1"[draw(2)]! };
    if (lot < 6) return { f: "put", input: values[draw(6)]! };
    return { f: "cas", input: [values[draw(6)]!, values[draw(6)]!] };
  },
  create() {
    let held: Value = null;
    const text = (value: Value): string => JSON.stringify(value ?? "");
    return (f, input) => {
      if (f === "get") return held;
      if (f === "put") return (held = input);
      if (f === "append")
        return typeof (held ?? "") === "string"
          ? (held = `${(held ?? "") as string}${input as string}`) && input
          : undefined;
      const [expected, next] = input as [Value, Value];
      if (text(held) !== text(expected)) return undefined;
      held = next;
      return input;
    };
  },
  corrupt: (output, draw) => [null, "", "a", 1, "1", "aa", [1], output][draw(8)]!,
};

const listKind: Kind = {
  model: "list-append",
  about: "few values",
  ask: (draw) => (draw(2) === 0 ? { f: "read", input: null } : { f: "append", input: draw(3) }),
  create() {
    const list: Value[] = [];
    return (f, input) => (f === "read" ? [...list] : list.push(input) && input);
  },
  corrupt: (output, draw) =>
    draw(2) === 0 ? (output as Value[]).slice(0, -1) : [...(output as Value[]), draw(3)],
};

const setKind: Kind = {
  model: "set",
  about: "few values",
  ask: (draw) => (draw(2) === 0 ? { f: "read", input: null } : { f: "add", input: draw(6) }),
  create() {
    const set = new Set<Value>();
    return (f, input) => (f === "read" ? [...set] : set.add(input) && input);
  },
  corrupt: (output, draw) =>
    draw(2) === 0 ? (output as Value[]).slice(1) : [...(output as Value[]), draw(6)],
};

const queueKind: Kind = {
  model: "queue",
  about: "few values",
  ask: (draw) => (draw(2) === 0 ? { f: "dequeue", input: null } : { f: "enqueue", input: draw(4) }),
  create() {
    const items: Value[] = [];
    return (f, input) => (f === "dequeue" ? (items.shift() ?? null) : items.push(input) && input);
  },
  corrupt: (_, draw) => [null, 0, 1, 2, 3][draw(5)]!,
};

/** A queue into which no value is put twice. */
function uniqueQueueKind(): Kind {
  let next = 0;
  return {
    ...queueKind,
    about: "unique values",
    ask: (draw) => (draw(2) === 0 ? { f: "dequeue", input: null } : { f: "enqueue", input: next++ }),
    corrupt: (output, draw) =>
      draw(4) === 0 ? null : Math.max(0, ((output as number) ?? next) + draw(5) - 2),
  };
}

/** A text of which every part that is put or appended can be told from every other. */
function uniqueKvKind(): Kind {
  let count = 0;
  return {
    ...kvKind,
    about: "unique values",
    ask(draw) {
      const lot = draw(20);
      if (lot < 9) return { f: "get", input: null };
      return { f: lot < 19 ? "append" : "put", input: `x ${draw(50)} ${count++} y` };
    },
  };
}

/** One kind of client for each model, and those whose values are unique. Created anew for each history. */
export function createKinds(): Kind[] {
  const registers = [
    registerKind("register", false),
    registerKind("cas-register", true),
    uniqueRegisterKind(),
  ];
  return [...registers, kvKind, uniqueKvKind(), mixedKvKind, listKind, setKind, queueKind, uniqueQueueKind()];
}
