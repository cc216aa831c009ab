import { acknowledgementRoad } from "./acknowledgements/acknowledgement-road";
import type { Road } from "./submissions/submission-kind";

/** Every sort of document that the road carries. */
export const documentRoad: Road = { kinds: [acknowledgementRoad] };
