/** A small scenario that all is well with: line numbers below count on it. */
export const small = `lightcone: 1
title: A small cluster
concept: consensus
cluster: { nodes: 3, program: raft, options: { electionTimeout: 150ms..300ms, heartbeat: 50ms } }
network: { latency: "lognormal(2ms, 0.3)", loss: 0 }
workload: { clients: 2, rate: 40/s, mix: { read: 50, write: 40, cas: 10 }, keys: 2 }
faults:
  - { at: 500ms, crash: n1, for: 300ms }
run: { until: 2s }
params:
  loss: { path: network.loss, range: [0, 0.3] }
checks: [linearizable, raft/*]
metrics: [time-to-leader, latency p99]
claims:
  - { say: "Nothing is lost", expect: "check(linearizable) == valid" }
`;
