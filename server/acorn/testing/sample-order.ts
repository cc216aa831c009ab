/** An order as Amazon writes it, all fields present. `lines` items, numbers made from `index`. */
export function sampleOrder(index: number, lines = 2): Record<string, unknown> {
  const party = (partyId: string) => ({
    partyId,
    address: {
      name: "Köln Großhandel GmbH",
      addressLine1: "Hafenstraße 7",
      city: "Köln",
      stateOrRegion: "NRW",
      postalCode: "50667",
      countryCode: "DE",
    },
    taxInfo: { taxRegistrationType: "VAT", taxRegistrationNumber: "DE000000000" },
  });
  return {
    purchaseOrderNumber: `P${String(index).padStart(7, "0")}`,
    purchaseOrderState: "New",
    orderDetails: {
      purchaseOrderDate: "2026-02-16T19:17:34Z",
      purchaseOrderChangedDate: "2026-02-17T08:00:00.000Z",
      purchaseOrderStateChangedDate: "2026-02-16T19:17:34Z",
      purchaseOrderType: "RegularOrder",
      paymentMethod: "Invoice",
      buyingParty: party("AMZDE"),
      sellingParty: party("OAKDE"),
      shipToParty: party("CGN1"),
      billToParty: party("AMZDE"),
      shipWindow: "2026-02-20T00:00:00Z--2026-02-24T00:00:00Z",
      items: Array.from({ length: lines }, (_, line) => ({
        itemSequenceNumber: String(line + 1),
        amazonProductIdentifier: `B0${String(index * 100 + line).padStart(8, "0")}`,
        vendorProductIdentifier: `SKU-${line}`,
        orderedQuantity: { amount: 12 + line, unitOfMeasure: "Cases", unitSize: 6 },
        isBackOrderAllowed: true,
        netCost: { currencyCode: "EUR", amount: `${10 + line}.50` },
        listPrice: { currencyCode: "EUR", amount: `${19 + line}.99` },
      })),
    },
  };
}

/** A body of getPurchaseOrders. */
export function samplePage(orders: readonly unknown[], nextToken?: string): Record<string, unknown> {
  return { payload: { ...(nextToken === undefined ? {} : { pagination: { nextToken } }), orders } };
}
