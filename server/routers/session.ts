import { z } from "zod";
import { keepTenantVisit } from "@/server/access/keep-tenant-visit";
import { listTenants } from "@/server/access/list-tenants";
import { endSession } from "@/server/access/session";
import { profileInput, updateProfile } from "@/server/access/update-profile";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { personal, router } from "./trpc";

const place = z.object({ tenant: publicIdOf("tenant") });

export const sessionRouter = router({
  me: personal().query(({ ctx: { person } }) => ({ ...person, id: publicId("user", person.id) })),

  tenants: personal().query(async ({ ctx }) =>
    (await listTenants(ctx.person.id, ctx.clock.now())).map(
      ({ publicId: id, connectionIds: _, ...tenant }) => ({ ...tenant, id }),
    ),
  ),

  noteTenant: personal()
    .input(place)
    .mutation(({ ctx: { person, clock }, input }) => {
      const now = clock.now();
      return keepTenantVisit(person, input.tenant, { wish: { openedAt: now }, now });
    }),

  pinTenant: personal()
    .input(place.extend({ isPinned: z.boolean() }))
    .mutation(({ ctx: { person, clock }, input }) => {
      const now = clock.now();
      return keepTenantVisit(person, input.tenant, { wish: { pinnedAt: input.isPinned ? now : null }, now });
    }),

  updateProfile: personal()
    .input(profileInput)
    .mutation(({ ctx, input }) => updateProfile(ctx.person.id, input)),

  signOut: personal().mutation(async ({ ctx }) => {
    if (ctx.sessionToken) await endSession(ctx.sessionToken);
  }),
});
