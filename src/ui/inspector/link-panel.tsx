import { useMemo, type ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import type { LinkFrame } from "../../session/index.ts";
import { countText, durationText, secondsText } from "../format/time.ts";
import { eventWords } from "../run/event-words.ts";
import { LinkRecords, quantile } from "../run/link-records.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { Facts, type Fact } from "./facts.tsx";
import { MessageList } from "./message-list.tsx";

interface Ends {
  readonly from: number;
  readonly to: number;
}

/** The link between two nodes: each of its directions has messages, delays and faults of its own. */
export function LinkPanel({ from, to }: Ends): ReactNode {
  const names = useRun(useShallow((state) => [from, to].map((id) => state.info?.nodes[id]?.name ?? "")));
  return (
    <>
      <h2>
        <span>
          <button type="button" className="textual" onClick={() => select({ kind: "node", node: from })}>
            {names[0]}
          </button>
          {" – "}
          <button type="button" className="textual" onClick={() => select({ kind: "node", node: to })}>
            {names[1]}
          </button>
        </span>
        <small className="quiet">link</small>
      </h2>
      <Settings />
      <Direction from={from} to={to} />
      <Direction from={to} to={from} />
    </>
  );
}

/** What the document makes a parameter of: the rest of it stands in the scenario. */
function Settings(): ReactNode {
  const params = useRun((state) => state.info?.params);
  const settings =
    params?.filter(({ path }) => path.startsWith("network.") || path.startsWith("links.")) ?? [];
  if (settings.length === 0) return null;
  return (
    <Facts facts={settings.map(({ name, value }) => ({ label: `set: ${name}`, value, isLong: true }))} />
  );
}

const WORDS: Readonly<Record<LinkFrame["kind"], string>> = {
  partition: "partitioned: nothing passes",
  cut: "cut: nothing passes",
  slow: "slow",
  lossy: "loses messages",
  duplicate: "duplicates messages",
  reorder: "reorders messages",
};

function Direction({ from, to }: Ends): ReactNode {
  const names = useRun((state) => state.info?.nodes);
  const conditions = useRun(
    useShallow(
      (state) =>
        state.frame?.links.filter((link) => link.from === from && link.to === to).map(({ kind }) => kind) ??
        [],
    ),
  );
  const messages = useRun(
    useShallow(
      (state) => state.frame?.messages.filter((message) => message.from === from && message.to === to) ?? [],
    ),
  );
  return (
    <section>
      <h3 className="direction">
        <span>
          {names?.[from]?.name} to {names?.[to]?.name}
        </span>
        <span className={conditions.length > 0 ? "look-fault" : ""}>
          {conditions.length === 0 ? "open" : [...new Set(conditions)].map((kind) => WORDS[kind]).join("; ")}
        </span>
      </h3>
      <Traffic from={from} to={to} onWay={messages.length} />
      <MessageList title="On their way" messages={messages} names="to" />
    </section>
  );
}

/** What passed so far, and how long it took. */
function Traffic({ from, to, onWay }: Ends & { readonly onWay: number }): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  useRun((state) => state.version);
  const event = usePlayhead((state) => state.event);
  const records = useMemo(() => ({ of: data, link: new LinkRecords(from, to) }), [data, from, to]);
  if (info === undefined || data === undefined) return null;
  records.link.extend(data.columns);
  const { arrived, dropped, last } = records.link.countsUntil(event);
  const delays = records.link.delaysUntil(event, data.columns);
  const facts: Fact[] = [
    { label: "sent", value: countText(arrived + dropped + onWay) },
    { label: "arrived", value: countText(arrived) },
    { label: "dropped", value: countText(dropped) },
    { label: "on their way", value: countText(onWay) },
  ];
  if (delays.length > 0)
    facts.push({
      label: `delay of the last ${countText(delays.length)}`,
      value: delayText(delays),
      isLong: true,
    });
  return (
    <>
      <Facts facts={facts} />
      {last >= 0 && (
        <button type="button" className="line" onClick={() => goToEvent(last)}>
          <span>last: {eventWords(info, data, last)}</span>
          <span className="quiet">{secondsText(data.columns.timeUs[last]!)}</span>
        </button>
      )}
    </>
  );
}

function delayText(delays: readonly number[]): string {
  const [median, high] = [quantile(delays, 0.5), quantile(delays, 0.99)];
  return `p50 ${durationText(median ?? 0)}, p99 ${durationText(high ?? 0)}`;
}
