/** What the page does with a document's text by itself, without a run: on demand, so not in `api.ts`. */
export {
  addNode,
  forgetPlaces,
  knownPaths,
  placeNode,
  removeNode,
  schemasAt,
  type JsonSchema,
} from "../scenario/index.ts";
