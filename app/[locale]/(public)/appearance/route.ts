import { NextResponse } from "next/server";
import { appearances, displayCookies, oneOf, visions } from "@/app/display-settings";
import { safeReturnPath } from "@/lib/i18n/return-path";

const oneYear = 60 * 60 * 24 * 365;

type Context = { params: Promise<{ locale: string }> };

/** Remembers how the pages shall look, and goes back to the page that asked. */
export async function POST(request: Request, { params }: Context) {
  const { locale } = await params;
  const form = await request.formData().catch(() => new FormData());
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: safeReturnPath(form.get("return")) ?? `/${locale}` },
  });
  const remember = (name: string, value: string) =>
    response.cookies.set(name, value, {
      path: "/",
      maxAge: oneYear,
      sameSite: "lax",
      httpOnly: true,
      secure: new URL(request.url).protocol === "https:",
    });
  if (form.has("appearance")) remember(displayCookies.appearance, oneOf(appearances, form.get("appearance")));
  if (form.has("vision")) remember(displayCookies.vision, oneOf(visions, form.get("vision")));
  return response;
}
