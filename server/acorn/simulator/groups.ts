import { type Country, type CountryCode, countries } from "./country-table";

/** A Vendor Central account: what one refresh token stands for, with all its vendor codes [D]. */
export type VendorGroup = {
  /** `selling_partner_id` of the callback [M] */
  id: string;
  /** place in the table: part of every PO number, so a group never moves */
  index: number;
  name: string;
  country: Country;
  vendorCodes: readonly string[];
  /** mean of new POs */
  ordersPerWeek: number;
  /** Collect (Amazon picks up, ship window) or prepaid (delivery window) [G21] */
  freight: "collect" | "prepaid" | "mixed";
  /** vendorProductIdentifier carries the vendor's SKU or the trade item number */
  identifiedBy: "sku" | "gtin";
  /** member of the accounts where sortOrder=ASC fails [I] */
  refusesAscending: boolean;
};

type Row = [
  digits: string,
  name: string,
  country: CountryCode,
  codes: string[],
  perWeek: number,
  more?: Partial<VendorGroup>,
];

// prettier-ignore
const rows: readonly Row[] = [
  ["7001001", "Alder Lane Cookware", "US", ["ALDL1", "ALDL2"], 22, { freight: "collect" }],
  ["7001002", "Harbour & Thistle America", "US", ["HRTA1", "HRTA2", "HRTA3"], 90, { identifiedBy: "gtin" }],
  ["7001003", "Alder Lane Canada", "CA", ["ALDC1"], 8, { freight: "collect" }],
  ["7001004", "Cocina Olmo México", "MX", ["OLMX1"], 6],
  ["7001005", "Harbour & Thistle", "UK", ["HRTB1", "HRTB2"], 16, { identifiedBy: "gtin" }],
  ["7001006", "Alder Lane UK", "UK", ["ALDB1"], 8, { freight: "collect" }],
  ["7001007", "Kessel & Kelle", "DE", ["KESK1", "KESK2"], 16, { freight: "prepaid", refusesAscending: true }],
  ["7001008", "Alder Lane Deutschland", "DE", ["ALDD1"], 8],
  ["7001009", "Maison Cuivre", "FR", ["MCUI1"], 10, { identifiedBy: "gtin", freight: "prepaid" }],
  ["7001010", "Pentola Viva", "IT", ["PENV1"], 7, { freight: "prepaid" }],
  ["7001011", "Cocina Olmo", "ES", ["OLMO1", "OLMO2"], 7],
  [
    "7001012",
    "檜台所 (Hinoki Daidokoro)",
    "JP",
    ["HINK1"],
    10,
    { freight: "prepaid", refusesAscending: true },
  ],
  ["7001013", "Alder Lane Japan", "JP", ["ALDJ1"], 5, { freight: "prepaid" }],
];

/** All vendor groups of the simulated world; `volumes` sets POs a week by group id, `volume` multiplies the rest. */
export function createGroups(
  volume = 1,
  volumes: Readonly<Record<string, number>> = {},
): readonly VendorGroup[] {
  return rows.map(([digits, name, country, vendorCodes, perWeek, more], index) => {
    const id = `amzn1.vg.${digits}`;
    return {
      id,
      index,
      name,
      country: countries[country],
      vendorCodes,
      freight: "mixed",
      identifiedBy: "sku",
      refusesAscending: false,
      ...more,
      ordersPerWeek: volumes[id] ?? perWeek * volume,
    };
  });
}
