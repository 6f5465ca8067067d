/** `first-election.edited.yaml` → `first-election.lightcone.json`. */
export function runFileName(scenarioFile: string): string {
  return `${scenarioFile.replace(/^.*\//, "").replace(/(\.edited)?\.(ya?ml|json)$/, "")}.lightcone.json`;
}
