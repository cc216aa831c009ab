import { DiffCell } from "@/components/ui/diff-cell";
import { answeredUnits } from "./answered-units";

type Props = {
  /** of a line or of a whole order */
  units: { orderedUnits: number; acceptedUnits: number | null; receivedUnits: number | null };
  /** nobody has answered Amazon yet: no figure is a zero */
  isUnanswered: boolean;
};

/** Acknowledged against ordered. */
export function AcceptedDiff({ units, isUnanswered }: Props) {
  const value = answeredUnits(units.acceptedUnits, isUnanswered);
  return <DiffCell value={value} against={units.orderedUnits} open={isUnanswered} />;
}

/** Received against acknowledged; more may come while the order is not closed. */
export function ReceivedDiff({ units, isUnanswered, isClosed }: Props & { isClosed: boolean }) {
  const value = answeredUnits(units.receivedUnits, isUnanswered);
  return <DiffCell value={value} against={units.acceptedUnits ?? units.orderedUnits} open={!isClosed} />;
}
