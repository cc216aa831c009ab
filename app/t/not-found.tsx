import { LostAccess } from "./_components/lost-access";

/** A workspace that is not there, or not the reader's: the two look alike. */
export default function NoWorkspace() {
  return <LostAccess />;
}
