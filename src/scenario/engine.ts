/** The engine by which a run is computed; another version may give another fingerprint. Stands in every result. */
export const ENGINE = "lightcone/0.2.0";
