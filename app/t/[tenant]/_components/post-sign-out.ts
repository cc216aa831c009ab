/** As the form on the other pages does: the answer also takes the cookie away. */
export function postSignOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/auth/sign-out";
  document.body.append(form);
  form.submit();
}
