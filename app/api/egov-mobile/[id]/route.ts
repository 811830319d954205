import type { NextRequest } from "next/server";
import { describeForMobile, mayAskForMobile } from "@/lib/use-cases/signing/mobile-signing";
import { mobileAnswer } from "../answer";

type CodeContext = { params: Promise<{ id: string }> };

/** API-1 of eGov Mobile: what is to be signed, for whom, until when, and where the document is. */
export async function GET(request: NextRequest, { params }: CodeContext): Promise<Response> {
  if (!(await mayAskForMobile(request.headers))) return mobileAnswer(429);
  const described = await describeForMobile((await params).id);
  return described ? mobileAnswer(200, described) : mobileAnswer(403);
}
