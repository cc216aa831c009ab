import type { FaultName } from "./fault-table";
import type { VendorGroup } from "./groups";
import type { OrderPlan } from "./order-plan";
import { orderStateAt } from "./order-state";
import { type PageClaim, type Slice, slicePage, tokenOf } from "./page-orders";
import type { World } from "./world";

/** A listing in the order of its answer, and the fault that strikes this page. */
export type BendPage<Record> = {
  sorted: readonly OrderPlan[];
  claim: PageClaim;
  limit: number;
  fault: FaultName | null;
  group: VendorGroup;
  render(plan: OrderPlan, at: number): Record;
};
type Page<Record> = { records: Record[]; pagination: { pagination?: { nextToken?: string } } };

/** One page, right or bent the way the fault says (rows F7 and F8 of the matrix). */
export function bendPage<Record>(world: World, page: BendPage<Record>): Page<Record> {
  const { claim, fault } = page;
  const limit = fault === "many-pages" ? 1 : page.limit;
  const slice = slicePage(page.sorted, claim, { limit, from: claim.after });
  const render = (plans: readonly OrderPlan[]) => plans.map((plan) => page.render(plan, claim.asOf));
  const finish = (records: Record[], next: PageClaim | null): Page<Record> => ({
    records,
    pagination: next
      ? { pagination: { nextToken: tokenOf(world, next) } }
      : world.switches.emptyPagination
        ? { pagination: {} }
        : {},
  });
  // A bent page is counted one further, so that its token differs from every earlier one.
  const again = { ...claim, page: claim.page + 1 };
  if (fault === "empty-page") return finish([], again);
  if (fault === "looping-token") return finish(render(slice.plans), claim);
  if (fault === "duplicate-page") {
    const before = slicePage(page.sorted, claim, { limit, from: claim.before });
    return finish(render(before.plans), claim.page === 1 ? { ...claim, page: 2 } : again);
  }
  return finish(bendRecords(world, page, slice), slice.next);
}

function bendRecords<Record>(world: World, page: BendPage<Record>, slice: Slice): Record[] {
  const { claim, fault } = page;
  const records = slice.plans.map((plan) => page.render(plan, claim.asOf));
  const first = slice.plans[0];
  if (fault === "same-order-twice" && records[0]) return [records[0], ...records];
  if (fault === "older-after-newer" && first) {
    const older = page.render(first, claim.asOf);
    return [changeNow(world, page, first), ...records.slice(1), older];
  }
  if (fault === "change-between-pages") {
    const before = slicePage(page.sorted, claim, { limit: 1, from: claim.before }).plans[0];
    return before ? [changeNow(world, page, before), ...records] : records;
  }
  return records;
}

/** A real change, so that whoever asks again sees the newer version too. */
function changeNow<Record>(world: World, page: BendPage<Record>, plan: OrderPlan): Record {
  const at = Math.floor(world.clock.now() / 1_000) * 1_000;
  const line = orderStateAt(plan, at).lines[0];
  if (line) {
    const event = { at, kind: "quantity", line: line.plan.sequence, amount: line.amount + 1 } as const;
    world.bookOf(page.group).happen(plan, event);
  }
  return page.render(plan, at);
}
