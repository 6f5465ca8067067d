import { useId, useState, type ReactNode } from "react";
import type { InputError } from "../../base/index.ts";
import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { sliderOf, type ParameterSlider } from "./parameter-scale.ts";

/** One thing that can be turned: a parameter of the scenario, or a setting of its document. */
export interface Setting {
  readonly label: string;
  /** A parameter's name or a document path. */
  readonly path: string;
  readonly value: string;
  /** As the document was opened. */
  readonly opened: string;
  readonly range?: readonly [low: string, high: string];
  readonly choices?: readonly string[];
  /** What it is, in the format's words. */
  readonly says?: string;
  /** How it may be written, where it has no value yet. */
  readonly example?: string;
}

/** Shown while it is turned, applied when it is let go: the run is computed anew, to the same time. */
export function ParameterField({ setting }: { readonly setting: Setting }): ReactNode {
  const { label, path, value, opened } = setting;
  const [errors, setErrors] = useState<readonly InputError[]>([]);
  const id = useId();
  const commit = async (next: string): Promise<void> => {
    if (next === value) return setErrors([]);
    const refused = await edit({ do: "set", path, value: next }, false);
    setErrors(refused);
    if (refused.length === 0) announce(`${label} is ${next}, it was ${value}: another run, at the same time`);
  };
  const props = { id, setting, commit: (next: string) => void commit(next) };
  return (
    <div className="parameter">
      <Control {...props} />
      {errors.length > 0 && <Refused id={`${id}-refused`} error={errors[0]!} />}
      {opened !== value && (
        <p className="parameter-change">
          was <b>{opened === "" ? "not set" : opened}</b>
          {opened !== "" && (
            <button
              type="button"
              className="textual"
              aria-label={`Back to ${opened}: ${label}`}
              onClick={() => void commit(opened)}
            >
              Back
            </button>
          )}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly setting: Setting;
  readonly commit: (next: string) => void;
}

/** Few short choices are seen at once. */
const MOST_RADIOS = 3;
const MOST_LETTERS = 12;

function Control({ id, setting, commit }: ControlProps): ReactNode {
  const { choices, label, says } = setting;
  if (choices === undefined) return <QuantityControl id={id} setting={setting} commit={commit} />;
  const isShort = choices.length <= MOST_RADIOS && choices.join("").length <= MOST_LETTERS;
  if (isShort) return <Radios id={id} setting={setting} commit={commit} />;
  return (
    <>
      <label htmlFor={id} title={says}>
        {label}
      </label>
      <select id={id} value={setting.value} onChange={(event) => commit(event.currentTarget.value)}>
        {(choices.includes(setting.value) ? choices : [setting.value, ...choices]).map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </>
  );
}

function Radios({ id, setting: { label, says, value, choices }, commit }: ControlProps): ReactNode {
  return (
    <fieldset className="parameter-radios">
      <legend title={says}>{label}</legend>
      {choices?.map((choice) => (
        <label key={choice}>
          <input type="radio" name={id} checked={choice === value} onChange={() => commit(choice)} />
          {choice}
        </label>
      ))}
    </fieldset>
  );
}

function QuantityControl({ id, setting, commit }: ControlProps): ReactNode {
  const { label, value, says, example } = setting;
  const [text, setText] = useTextOf(value);
  const slider = sliderOf(setting);
  return (
    <>
      <label htmlFor={id} title={says}>
        {label}
      </label>
      {slider !== undefined && (
        <Slider label={label} slider={slider} text={text} onTurn={setText} onLetGo={() => commit(text)} />
      )}
      <input
        id={id}
        type="text"
        className={slider === undefined ? "wide" : ""}
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={example === undefined ? undefined : `such as ${example}`}
        aria-describedby={`${id}-refused`}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => commit(text)}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit(text);
          if (event.key === "Escape") setText(value);
        }}
      />
    </>
  );
}

/** What is being written; another value of the run takes its place. */
function useTextOf(value: string): [string, (text: string) => void] {
  const [state, setState] = useState({ value, text: value });
  if (state.value !== value) setState({ value, text: value });
  return [state.value === value ? state.text : value, (text) => setState({ value, text })];
}

interface SliderProps {
  readonly label: string;
  readonly slider: ParameterSlider;
  readonly text: string;
  readonly onTurn: (text: string) => void;
  readonly onLetGo: () => void;
}

function Slider({ label, slider, text, onTurn, onLetGo }: SliderProps): ReactNode {
  return (
    <input
      type="range"
      aria-label={`${label}: slide`}
      aria-valuetext={text}
      min={0}
      max={slider.steps}
      value={slider.toStep(text)}
      onChange={(event) => onTurn(slider.fromStep(event.currentTarget.valueAsNumber))}
      onPointerUp={onLetGo}
      onKeyUp={onLetGo}
    />
  );
}

/** Why a value was not taken; the run stays as it is. */
function Refused({ id, error }: { readonly id: string; readonly error: InputError }): ReactNode {
  const { problem, nearest, accepted = [] } = error;
  return (
    <p id={id} className="parameter-refused" role="alert">
      {problem}
      {nearest === undefined ? "" : `; did you mean ${nearest}?`}
      {nearest === undefined && accepted.length > 0 && <span> {accepted.slice(0, 4).join(", ")}</span>}
    </p>
  );
}
