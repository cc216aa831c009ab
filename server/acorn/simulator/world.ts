import { createLimits, type Limits } from "./bucket";
import { type Credentials, createCredentials, createSeal } from "./credentials";
import { type AppRegistration, defaultSeed, platformApp, privateApp } from "./defaults";
import { createFaults, type Faults } from "./faults";
import { createGroups, type VendorGroup } from "./groups";
import { createLedger, type Ledger } from "./ledger";
import { createOrderBook, type OrderBook } from "./order-book";
import { createSimulatedClock, type SimulatedClock } from "./simulated-clock";
import { createSubmissions, type Submissions } from "./submissions";
import { createSwitches, type Switches } from "./switches";

export type WorldOptions = {
  seed?: number | undefined;
  clock?: SimulatedClock | undefined;
  switches?: Partial<Switches> | undefined;
  /** multiplies every group's POs a week; default 1 */
  volume?: number | undefined;
  /** POs a week by group id */
  volumes?: Readonly<Record<string, number>> | undefined;
  /** in place of the two default apps */
  apps?: readonly AppRegistration[] | undefined;
  /** real time for limits and lapsing faults, milliseconds */
  monotonicMs?: (() => number) | undefined;
};

/** Everything that the endpoints share. */
export type World = {
  seed: number;
  clock: SimulatedClock;
  switches: Switches;
  groups: readonly VendorGroup[];
  credentials: Credentials;
  limits: Limits;
  faults: Faults;
  ledger: Ledger;
  submissions: Submissions;
  seal: ReturnType<typeof createSeal>;
  monotonicMs(): number;
  findGroup(id: string): VendorGroup | null;
  bookOf(group: VendorGroup): OrderBook;
};

export function createWorld(options: WorldOptions = {}): World {
  const seed = options.seed ?? defaultSeed;
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  const switches = createSwitches(options.switches);
  const groups = createGroups(options.volume, options.volumes);
  const credentials = createCredentials(seed, switches);
  for (const app of options.apps ?? [platformApp, privateApp]) credentials.register(app);
  const books = new Map<string, OrderBook>();
  return {
    seed,
    clock: options.clock ?? createSimulatedClock(),
    switches,
    groups,
    credentials,
    limits: createLimits(monotonicMs),
    faults: createFaults(monotonicMs),
    ledger: createLedger(),
    submissions: createSubmissions(seed),
    seal: createSeal(seed),
    monotonicMs,
    findGroup: (id) => groups.find((group) => group.id === id) ?? null,
    bookOf: (group) => {
      const known = books.get(group.id) ?? createOrderBook(seed, group);
      books.set(group.id, known);
      return known;
    },
  };
}
