import { type Answer, invalidInput, jsonAnswer, notFoundAnswer } from "./answers";
import type { VendorGroup } from "./groups";
import { orderStateAt } from "./order-state";
import { renderOrder } from "./render-order";
import type { World } from "./world";

/** getPurchaseOrder [M]: 404 ResourceNotFound for a number that this account does not know. */
export function getOrder(world: World, of: { group: VendorGroup; number: string }): Answer {
  if (!/^[A-Za-z0-9]{1,64}$/.test(of.number))
    return invalidInput("purchaseOrderNumber is 8 letters or digits");
  const now = world.clock.now();
  const plan = world.bookOf(of.group).find(of.number, now);
  if (!plan) return notFoundAnswer(`purchase order ${of.number}`);
  return jsonAnswer(200, { payload: renderOrder(orderStateAt(plan, now), world.switches) });
}
