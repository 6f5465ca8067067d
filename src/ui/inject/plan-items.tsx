import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { faultWords } from "../../base/index.ts";
import type { Change } from "../../session/index.ts";
import { edit } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { recordOfFault } from "../run/find-record.ts";
import { goToEvent } from "../state/go-to.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { pause, seek } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { editForm } from "./fault-forms.ts";
import { openFaultForm, useFaultMenu } from "./fault-menu-store.ts";

interface Props {
  readonly fault: number;
  readonly near: readonly number[];
}

/** What can be done to an entry of the plan: every line is an edit that makes a branch and can be undone. */
export function PlanItems({ fault, near }: Props): ReactNode {
  const planned = runNow().info?.faults.find(({ entry }) => entry === fault);
  if (planned === undefined) return null;
  const { atUs, yaml, muted } = planned;
  const text = faultWords(planned.text);
  const nowUs = Math.ceil(playheadNow().timeUs);
  const item = (label: string, onSelect: () => void): ReactNode => (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {label}
    </DropdownMenu.Item>
  );
  const make = (change: Change, done: string): void =>
    void edit(change).then((errors) => announce(errors[0]?.problem ?? done));
  return (
    <>
      <DropdownMenu.Label className="menu-label">
        {text} at {secondsText(atUs)} s{muted ? ", muted" : ""}
      </DropdownMenu.Label>
      {yaml !== undefined && item("Edit…", () => openFaultForm(editForm(fault, atUs, yaml)))}
      {nowUs !== atUs &&
        item(`Move to the playhead, ${secondsText(nowUs)} s`, () =>
          make({ do: "fault-time", fault, atUs: nowUs }, `Moved to ${secondsText(nowUs)} seconds`),
        )}
      {item("Go to this moment", () => goToFault(atUs))}
      <DropdownMenu.Separator className="menu-line" />
      {item(muted ? "Unmute" : "Mute", () =>
        make(
          { do: "fault-mute", fault, muted: !muted },
          muted ? `${text} strikes again` : `${text} is muted`,
        ),
      )}
      {item("Delete", () => make({ do: "fault-delete", fault }, `${text} is deleted`))}
      {near.length > 0 && <NearItems fault={fault} near={near} />}
    </>
  );
}

/** Marks of one moment lie on each other: the menu of one leads to those of the others. */
function NearItems({ fault, near }: Props): ReactNode {
  const faults = runNow().info?.faults ?? [];
  const turnTo = (event: Event, other: number): void => {
    event.preventDefault();
    const others = [fault, ...near].filter((entry) => entry !== other);
    useFaultMenu.setState({ target: { kind: "fault", fault: other, near: others } });
  };
  return (
    <>
      <DropdownMenu.Separator className="menu-line" />
      <DropdownMenu.Label className="menu-label">Also here</DropdownMenu.Label>
      {near.map((other) => {
        const planned = faults.find(({ entry }) => entry === other);
        if (planned === undefined) return null;
        return (
          <DropdownMenu.Item key={other} className="menu-item" onSelect={(event) => turnTo(event, other)}>
            {faultWords(planned.text)} at {secondsText(planned.atUs)} s
          </DropdownMenu.Item>
        );
      })}
    </>
  );
}

/** To its event; to its time where it is muted, or not computed yet. */
function goToFault(atUs: number): void {
  const columns = runNow().data?.columns;
  const record = columns === undefined ? -1 : recordOfFault(columns, atUs);
  if (record >= 0) {
    goToEvent(record);
    return;
  }
  pause();
  seek(atUs);
}
