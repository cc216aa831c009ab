import type { Locale } from "./preferences";

/** Every module of words. English is the shape that the other languages must have. */
export type Messages = {
  settings: typeof import("./messages/en/settings.json");
  members: typeof import("./messages/en/members.json");
  agencies: typeof import("./messages/en/agencies.json");
  reviews: typeof import("./messages/en/reviews.json");
  security: typeof import("./messages/en/security.json");
  audit: typeof import("./messages/en/audit.json");
  views: typeof import("./messages/en/views.json");
  workspace: typeof import("./messages/en/workspace.json");
  common: typeof import("./messages/en/common.json");
  connections: typeof import("./messages/en/connections.json");
  errors: typeof import("./messages/en/errors.json");
  "first-run": typeof import("./messages/en/first-run.json");
  frame: typeof import("./messages/en/frame.json");
  mails: typeof import("./messages/en/mails.json");
  profile: typeof import("./messages/en/profile.json");
  signin: typeof import("./messages/en/signin.json");
  home: typeof import("./messages/en/home.json");
  answer: typeof import("./messages/en/answer.json");
  order: typeof import("./messages/en/order.json");
  orders: typeof import("./messages/en/orders.json");
  table: typeof import("./messages/en/table.json");
  time: typeof import("./messages/en/time.json");
  violations: typeof import("./messages/en/violations.json");
  "work-items": typeof import("./messages/en/work-items.json");
  zones: typeof import("./messages/en/zones.json");
};

export type MessageModule = keyof Messages;

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
