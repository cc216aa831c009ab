import { listTenants } from "@/server/access/list-tenants";
import { endSession } from "@/server/access/session";
import { profileInput, updateProfile } from "@/server/access/update-profile";
import { publicId } from "@/server/platform/ids";
import { personal, router } from "./trpc";

export const sessionRouter = router({
  me: personal().query(({ ctx: { person } }) => ({ ...person, id: publicId("user", person.id) })),

  tenants: personal().query(async ({ ctx }) =>
    (await listTenants(ctx.person.id)).map(({ publicId: id, name, hue, role }) => ({ id, name, hue, role })),
  ),

  updateProfile: personal()
    .input(profileInput)
    .mutation(({ ctx, input }) => updateProfile(ctx.person.id, input)),

  signOut: personal().mutation(async ({ ctx }) => {
    if (ctx.sessionToken) await endSession(ctx.sessionToken);
  }),
});
