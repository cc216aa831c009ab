import { type Answer, jsonAnswer, notFoundAnswer } from "./answers";
import type { VendorGroup } from "./groups";
import type { World } from "./world";

/** getTransaction [M, D]: Processing, or Failure with its errors; never Success for an acknowledgement [D]. */
export function getTransaction(world: World, of: { group: VendorGroup; transactionId: string }): Answer {
  const found = world.submissions.find(of.transactionId);
  if (!found || found.group !== of.group.id) return notFoundAnswer(`transaction ${of.transactionId}`);
  const hasFailed = found.failsAt !== null && found.failsAt <= world.clock.now();
  const transactionStatus = {
    transactionId: found.transactionId,
    status: hasFailed ? "Failure" : "Processing",
    ...(hasFailed ? { errors: found.errors } : {}),
  };
  return jsonAnswer(200, { payload: { transactionStatus } });
}
