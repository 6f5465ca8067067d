import { beforeEach, expect, test } from "vitest";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { deleteMark, markHere, renameMark, setMarks, useMarks } from "../../../src/ui/marks/marks-store.ts";
import { usePlayhead } from "../../../src/ui/state/playhead-store.ts";
import { useRun } from "../../../src/ui/state/run-store.ts";
import { infoOf } from "../run/infos.ts";

const marks = (): string[] => useMarks.getState().marks.map(({ event, name }) => `${event} ${name}`);

beforeEach(() => {
  const info = infoOf(["n1"]);
  useRun.setState({ info, data: new RunData(info), source: { file: "a.yaml", text: "" } });
  setMarks([]);
});

test("marks stand in order of time, one an event, under names of the reader's", () => {
  usePlayhead.setState({ event: -1, timeUs: 0 });
  expect(markHere()?.name).toBe("at 0 s");
  setMarks([{ event: 40, timeUs: 4, name: "later" }, ...useMarks.getState().marks]);
  renameMark(40, "the split");
  expect(marks()).toEqual(["-1 at 0 s", "40 the split"]);
  markHere();
  expect(marks().length).toBe(2);
  deleteMark(-1);
  expect(marks()).toEqual(["40 the split"]);
});

test("another document has no marks yet; an edit of this one keeps them", () => {
  setMarks([{ event: 3, timeUs: 4, name: "here" }]);
  useRun.setState({ version: 7 });
  expect(marks()).toEqual(["3 here"]);
  useRun.setState({ source: { file: "b.yaml", text: "" } });
  expect(marks()).toEqual([]);
});
