import { useEffect, useState, type ReactNode } from "react";
import type { InFlight } from "../../session/index.ts";
import { frameAt } from "../engine/frame-at.ts";
import { BecomesIcon } from "../parts/icons.tsx";
import { frameChanges, type NodeChanges } from "../run/frame-changes.ts";
import { useRun } from "../state/run-store.ts";
import { MessageList } from "./message-list.tsx";

interface Effect {
  readonly event: number;
  readonly nodes: readonly NodeChanges[];
  readonly sent: readonly InFlight[];
}

/** What an event did: the state of its node before and after, and what it sent. */
export function EventChange({ event }: { readonly event: number }): ReactNode {
  const effect = useEffectOf(event);
  const names = useRun((state) => state.info?.nodes);
  if (effect === undefined) return null;
  return (
    <>
      <h3>
        <span>State before and after</span>
        {effect.nodes.length === 0 && <span>nothing changed</span>}
      </h3>
      {effect.nodes.map(({ node, changes }) => (
        <dl key={node} className="changes" aria-label={`What changed at ${names?.[node]?.name}`}>
          {changes.map(({ what, before, after }) => (
            <div key={what}>
              <dt>
                {effect.nodes.length > 1 && `${names?.[node]?.name} `}
                {what}
              </dt>
              <dd>
                <span className="quiet">{before === "" ? "none" : before}</span> <BecomesIcon />
                <span className="visually-hidden">becomes</span> {after === "" ? "none" : after}
              </dd>
            </div>
          ))}
        </dl>
      ))}
      <MessageList title="Sent here" messages={effect.sent} names="to" />
    </>
  );
}

/** Asked again when the run was edited: its text then is another one. */
function useEffectOf(event: number): Effect | undefined {
  const [effect, setEffect] = useState<Effect>();
  const text = useRun((state) => state.info?.text);
  useEffect(() => {
    if (text === undefined) return;
    let isStale = false;
    void effectOf(event).then((answer) => {
      if (!isStale) setEffect(answer);
    });
    return () => {
      isStale = true;
    };
  }, [event, text]);
  return effect?.event === event ? effect : undefined;
}

async function effectOf(event: number): Promise<Effect | undefined> {
  const before = await frameAt(event - 1);
  const after = await frameAt(event);
  if (before === undefined || after === undefined) return undefined;
  const sent = after.messages.filter(({ cause }) => cause === event);
  const termWords = useRun.getState().info?.nodes.map(({ termWord }) => termWord);
  return { event, nodes: frameChanges(before, after, termWords), sent };
}
