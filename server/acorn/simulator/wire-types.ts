/** Amazon's own JSON as the official model writes it [M vendorOrders.json]; nothing of ours. */
export type WireQuantity = { amount: number; unitOfMeasure: "Cases" | "Eaches"; unitSize: number };
export type WireMoney = { currencyCode: string; amount: string };
export type WireAddress = {
  name: string;
  addressLine1: string;
  addressLine2?: string;
  city?: string;
  county?: string;
  district?: string;
  stateOrRegion?: string;
  postalCode?: string;
  countryCode: string;
  phone?: string;
};
export type WireParty = {
  partyId: string;
  address?: WireAddress;
  taxInfo?: { taxRegistrationType: "VAT" | "GST"; taxRegistrationNumber: string };
};
export type WireImportDetails = {
  methodOfPayment: string;
  internationalCommercialTerms: string;
  portOfDelivery: string;
  importContainers: string;
  shippingInstructions: string;
};
export type WireOrderItem = {
  itemSequenceNumber: string;
  amazonProductIdentifier: string;
  vendorProductIdentifier: string;
  orderedQuantity: WireQuantity;
  isBackOrderAllowed: boolean;
  netCost: WireMoney;
  listPrice?: WireMoney;
};
export type WireOrder = {
  purchaseOrderNumber: string;
  purchaseOrderState: "New" | "Acknowledged" | "Closed";
  orderDetails?: {
    purchaseOrderDate: string;
    purchaseOrderChangedDate?: string;
    purchaseOrderStateChangedDate: string;
    purchaseOrderType: "RegularOrder" | "ConsignedOrder" | "NewProductIntroduction" | "RushOrder";
    importDetails?: WireImportDetails;
    dealCode?: string;
    paymentMethod: "Invoice" | "Consignment" | "CreditCard" | "Prepaid";
    buyingParty: WireParty;
    sellingParty: WireParty;
    shipToParty: WireParty;
    billToParty: WireParty;
    shipWindow?: string;
    deliveryWindow?: string;
    items: WireOrderItem[];
  };
};
export type WireItemStatus = {
  itemSequenceNumber: string;
  buyerProductIdentifier: string;
  vendorProductIdentifier: string;
  netCost: WireMoney;
  listPrice?: WireMoney;
  orderedQuantity: {
    orderedQuantity: WireQuantity;
    orderedQuantityDetails: {
      updatedDate: string;
      orderedQuantity: WireQuantity;
      cancelledQuantity: WireQuantity;
    }[];
  };
  acknowledgementStatus: {
    confirmationStatus: "ACCEPTED" | "PARTIALLY_ACCEPTED" | "REJECTED" | "UNCONFIRMED";
    acceptedQuantity: WireQuantity;
    rejectedQuantity: WireQuantity;
    acknowledgementStatusDetails?: {
      acknowledgementDate: string;
      acceptedQuantity: WireQuantity;
      rejectedQuantity: WireQuantity;
    }[];
  };
  receivingStatus: {
    receiveStatus: "NOT_RECEIVED" | "PARTIALLY_RECEIVED" | "RECEIVED";
    receivedQuantity: WireQuantity;
    lastReceiveDate?: string;
  };
};
export type WireOrderStatus = {
  purchaseOrderNumber: string;
  purchaseOrderStatus: "OPEN" | "CLOSED";
  purchaseOrderDate: string;
  lastUpdatedDate: string;
  sellingParty: WireParty;
  shipToParty: WireParty;
  itemStatus: WireItemStatus[];
};
export type WireError = { code: string; message: string; details?: string };
