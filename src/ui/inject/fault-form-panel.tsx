import { Popover } from "radix-ui";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import type { FaultForm, FormField, Values } from "./fault-forms.ts";
import { closeFaultForm, useFaultMenu } from "./fault-menu-store.ts";

/** A small form where the menu stood. What the engine does not accept is said in it, and nothing changes. */
export function FaultFormPanel(): ReactNode {
  const { form, x, y, opener } = useFaultMenu();
  if (form === undefined) return null;
  const returnFocus = (event: Event): void => {
    event.preventDefault();
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  };
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && closeFaultForm()}>
      <Popover.Anchor asChild>
        <span className="fault-anchor" style={{ left: x, top: y }} aria-hidden="true" />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="menu fault-form"
          align="start"
          collisionPadding={8}
          aria-label={form.title}
          onCloseAutoFocus={returnFocus}
        >
          <Fields key={form.title} form={form} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Fields({ form }: { readonly form: FaultForm }): ReactNode {
  const id = useId();
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(form.fields.map(({ name, value }) => [name, value])),
  );
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const fields = form.fields.filter(
    ({ only }) => only === undefined || only.values.includes(values[only.field] ?? ""),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    void send(form, values).then((found) => {
      setBusy(false);
      setProblem(found);
      if (found !== "") return;
      announce(`${form.title}: done`);
      closeFaultForm();
    });
  };
  return (
    <form onSubmit={submit}>
      <h2>{form.title}</h2>
      {fields.map((field) => (
        <Field
          key={field.name}
          id={`${id} ${field.name}`}
          field={field}
          value={values[field.name] ?? ""}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {problem !== "" && (
        <p className="fault-form-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="fault-form-ends">
        <button type="submit" className="primary" disabled={isBusy}>
          {form.submit}
        </button>
        <button type="button" onClick={closeFaultForm}>
          Cancel
        </button>
      </p>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ id, field, value, onChange }: FieldProps): ReactNode {
  const { label, choices, hint, isCode } = field;
  return (
    <div className={isCode === true ? "fault-field code" : "fault-field"}>
      <label htmlFor={id}>{label}</label>
      {choices === undefined ? (
        <input
          id={id}
          type="text"
          className={isCode === true ? "mono" : ""}
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hint === undefined ? undefined : `${id} hint`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      )}
      {hint !== undefined && (
        <span id={`${id} hint`} className="quiet">
          {hint}
        </span>
      )}
    </div>
  );
}

/** Makes the form's edits; what stopped them, in words, or nothing. */
async function send(form: FaultForm, values: Values): Promise<string> {
  const changes = form.toChanges(values);
  if (!changes.ok) return changes.error;
  for (const change of changes.value) {
    const [first] = await edit(change, false);
    if (first === undefined) continue;
    const accepted = first.accepted === undefined ? "" : `; accepted: ${first.accepted.join(", ")}`;
    return `${first.problem}${accepted}`;
  }
  return "";
}
