import { useState, type ReactNode } from "react";
import type { ParamInfo } from "../../session/index.ts";
import { setParameter } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { useRun } from "../state/run-store.ts";
import { sliderOf } from "./parameter-scale.ts";

/** What a reader may turn. A change computes the run anew, to the same time. */
export function Parameters(): ReactNode {
  const params = useRun((state) => state.info?.params ?? NONE);
  if (params.length === 0) return <h2 className="panel-label">This scenario has no parameters</h2>;
  return (
    <>
      <h2 className="panel-label">
        Parameters <span>a change makes another run</span>
      </h2>
      {params.map((param) => (
        <Parameter key={`${param.name} ${param.value}`} param={param} />
      ))}
    </>
  );
}

const NONE: readonly ParamInfo[] = [];

function Parameter({ param }: { readonly param: ParamInfo }): ReactNode {
  const { name, value, choices } = param;
  const [text, setText] = useState(value);
  const opened = useRun((state) => state.openedParams.find((other) => other.name === name)?.value ?? value);
  const commit = (next: string): void => {
    if (next === value) return;
    void setParameter(name, next).then((isSet) => {
      if (isSet) announce(`${name} is ${next}, it was ${value}: another run, at the same time`);
    });
  };
  const id = `parameter-${name}`;
  const slider = sliderOf(param);
  return (
    <div className="parameter">
      <label htmlFor={id} title={param.path}>
        {name}
      </label>
      {choices !== undefined ? (
        <select id={id} value={value} onChange={(event) => commit(event.currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <>
          {slider !== undefined && (
            <input
              type="range"
              aria-label={`${name}: slide`}
              aria-valuetext={text}
              min={0}
              max={slider.steps}
              value={slider.toStep(text)}
              onChange={(event) => setText(slider.fromStep(event.currentTarget.valueAsNumber))}
              onPointerUp={() => commit(text)}
              onKeyUp={() => commit(text)}
            />
          )}
          <input
            id={id}
            type="text"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onBlur={() => commit(text)}
            onKeyDown={(event) => event.key === "Enter" && commit(text)}
          />
        </>
      )}
      {opened !== value && (
        <p className="parameter-change">
          was <b>{opened}</b>
          <button
            type="button"
            className="textual"
            aria-label={`Back to ${opened}: ${name}`}
            onClick={() => commit(opened)}
          >
            Back
          </button>
        </p>
      )}
    </div>
  );
}
