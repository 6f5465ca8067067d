import { useEffect, useMemo, type ReactNode } from "react";
import { parse } from "yaml";
import { loadFormat, useFormat } from "../editor/format.ts";
import { useRun } from "../state/run-store.ts";
import { ParameterField } from "./parameter-field.tsx";
import { settingGroups } from "./parameter-groups.ts";

/** A form over the document, made from the format. */
export function ParameterSettings(): ReactNode {
  const root = useFormat();
  const text = useRun((state) => state.info?.text ?? "");
  const params = useRun((state) => state.info?.params);
  const source = useRun((state) => state.source?.text ?? state.info?.text ?? "");
  useEffect(loadFormat, []);
  const groups = useMemo(
    () =>
      root === undefined
        ? []
        : settingGroups(root, read(text), read(source), new Set((params ?? []).map(({ path }) => path))),
    [root, text, source, params],
  );
  if (root === undefined) return <p className="quiet">Reading the format…</p>;
  return groups.map(({ title, settings }) => (
    <section key={title} aria-label={title}>
      <h3>{title}</h3>
      {settings.map((setting) => (
        <ParameterField key={setting.path} setting={setting} />
      ))}
    </section>
  ));
}

/** The run's text was read by the engine, so it can be read. */
function read(text: string): unknown {
  return parse(text, { logLevel: "silent", uniqueKeys: false, maxAliasCount: 1_000 }) as unknown;
}
