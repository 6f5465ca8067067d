import { useState, type FormEvent, type ReactNode } from "react";
import { CloseIcon, DoneIcon } from "../parts/icons.tsx";
import { play } from "../state/player.ts";
import type { Prediction } from "../gallery/scenarios.ts";
import { commitPrediction, useLesson } from "./lesson-store.ts";

/** First say what will happen, then see it, then read why: watching alone teaches little. */
export function PredictionForm(): ReactNode {
  const predict = useLesson((state) => state.predict);
  const answer = useLesson((state) => state.answer);
  if (predict === undefined) return null;
  return answer === undefined ? <Question predict={predict} /> : <Answer predict={predict} answer={answer} />;
}

function Question({ predict }: { readonly predict: Prediction }): ReactNode {
  const [choice, setChoice] = useState<number>();
  const [reason, setReason] = useState("");
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (choice === undefined) return;
    commitPrediction(choice, reason);
    play();
  };
  return (
    <form className="predict" onSubmit={onSubmit}>
      <fieldset>
        <legend>{predict.ask}</legend>
        {predict.choices.map((text, index) => (
          <label key={text} className="choice">
            <input
              type="radio"
              name="prediction"
              checked={choice === index}
              onChange={() => setChoice(index)}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <label className="reason">
        <span className="label">Because</span>
        <input
          type="text"
          value={reason}
          placeholder="One line, in your own words"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div className="predict-go">
        <button type="submit" className="primary" disabled={choice === undefined}>
          Commit and watch
        </button>
        {choice === undefined && (
          <button type="button" className="textual second" onClick={skip}>
            Skip
          </button>
        )}
      </div>
    </form>
  );
}

function skip(): void {
  commitPrediction("skipped", "");
  play();
}

function Answer({
  predict,
  answer,
}: {
  readonly predict: Prediction;
  readonly answer: number | "skipped";
}): ReactNode {
  const reason = useLesson((state) => state.reason);
  const right = predict.answer - 1;
  return (
    <section className="predict" aria-label="Your prediction">
      <h2>{predict.ask}</h2>
      <ul>
        {predict.choices.map((text, index) => (
          <li key={text} className={index === answer ? "chosen" : ""}>
            <span className="choice-mark">
              {index === right ? <DoneIcon /> : index === answer && <CloseIcon />}
            </span>
            <span>
              {text}
              {index === right && <span className="visually-hidden"> (right)</span>}
              {index === answer && (
                <span className="quiet"> (you said this{reason === "" ? "" : `: ${reason}`})</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {predict.why !== undefined && <p className="read">{predict.why}</p>}
    </section>
  );
}
